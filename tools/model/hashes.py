"""The hash of words, as src/base/word.h has it."""


def word(text):
    mask = (1 << 64) - 1
    value = 14695981039346656037
    for byte in text.encode("utf-8"):
        value = ((value ^ byte) * 1099511628211) & mask
    value = ((value ^ value >> 32) * 0x9E3779B97F4A7C15) & mask
    return value ^ value >> 29
