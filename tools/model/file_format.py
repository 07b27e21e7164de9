"""The model file: one file that the program maps. The reader is src/nn/model_file.{h,cpp}; change both together.

    header     128 bytes   magic "SITREPLM", u32 format version, u32 number of sections, u64 file size,
                           u64 XXH3 of all that follows the header, char[48] model name, char[48] model revision
    directory  112 bytes a section, sorted by name:
                           char[64] name, u32 type (see TYPES), u32 rank, u32[4] shape, u64 offset, u64 bytes, u64 unused
    sections   each at a multiple of 64 bytes

All numbers are little-endian. A tensor is a C-ordered array of its type; a blob (type 0, rank 1) is plain bytes: text, JSON
or a packed table, as its user likes. To add something: `file.add_blob("tokenizer.rules", json_bytes(rules))` or
`file.add_tensor("lexeme.keys", array)` here, `model.blob("tokenizer.rules")`, `model.tensor<std::uint64_t>("lexeme.keys")`
in C++. Names are `scope.thing`. Raise FORMAT_VERSION in both places when a section changes its meaning."""

import json
import struct

import numpy
import xxhash

MAGIC = b"SITREPLM"
FORMAT_VERSION = 1
ALIGNMENT = 64
TYPES = {"blob": 0, "float32": 1, "uint8": 2, "uint16": 3, "uint32": 4, "int32": 5, "uint64": 6}
HEADER = struct.Struct("<8sIIQQ48s48s")
ENTRY = struct.Struct("<64sII4IQQQ")


def json_bytes(value) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


class ModelFileWriter:
    def __init__(self, name: str, revision: str):
        self.name, self.revision = name, revision
        self.sections = {}

    def add_blob(self, name: str, content: bytes):
        self._add(name, "blob", (len(content),), content)

    def add_tensor(self, name: str, array):
        array = numpy.ascontiguousarray(array)
        self._add(name, array.dtype.name, array.shape, array.tobytes())

    def _add(self, name, type_name, shape, content):
        if name in self.sections:
            raise ValueError(f"section {name} is there twice")
        if type_name not in TYPES:
            raise ValueError(f"section {name} has type {type_name}; allowed are {' '.join(TYPES)}")
        if len(shape) > 4 or len(name.encode()) > 63:
            raise ValueError(f"section {name}: at most 4 dimensions and 63 bytes of name")
        self.sections[name] = (TYPES[type_name], shape, content)

    def write(self, path):
        directory, body = [], []
        position = aligned(HEADER.size + ENTRY.size * len(self.sections))
        first = position
        for name, (kind, shape, content) in sorted(self.sections.items(), key=lambda item: item[0].encode()):
            dimensions = list(shape) + [0] * (4 - len(shape))
            directory.append(ENTRY.pack(name.encode(), kind, len(shape), *dimensions, position, len(content), 0))
            padding = aligned(len(content)) - len(content)
            body += [content, bytes(padding)]
            position += len(content) + padding
        head = b"".join(directory)
        rest = b"".join([head, bytes(first - HEADER.size - len(head))] + body)
        header = HEADER.pack(MAGIC, FORMAT_VERSION, len(self.sections), position, xxhash.xxh3_64_intdigest(rest),
                             self.name.encode(), self.revision.encode())
        with open(path, "wb") as out:
            out.write(header + rest)


def aligned(size: int) -> int:
    return -(-size // ALIGNMENT) * ALIGNMENT
