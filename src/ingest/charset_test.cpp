// SPDX-License-Identifier: Apache-2.0
#include "ingest/charset.h"

#include <doctest/doctest.h>

#include "base/utf8.h"
#include "ingest/language.h"

using namespace sitrep;

TEST_CASE("the encoding is told by mark, bytes, declaration, markup, guess, in this order") {
  CHECK(decoded("\xEF\xBB\xBF" "caf\xC3\xA9") == "café");
  CHECK(decoded(std::string_view("\xFF\xFE" "a\0\xE9\0", 6)) == "aé");
  CHECK(decoded("caf\xC3\xA9", "windows-1252") == "café");  // valid UTF-8 is UTF-8, whatever the server says
  CHECK(decoded("caf\xE9", "iso-8859-1") == "café");
  CHECK(decoded("\x93quoted\x94", "iso-8859-1") == "“quoted”");  // as browsers do
  CHECK(decoded("<meta charset=\"windows-1251\"><p>\xCC\xE8\xF0") == "<meta charset=\"windows-1251\"><p>Мир");
  CHECK(decoded("<?xml version='1.0' encoding='koi8-r'?>\xED\xC9\xD2") == "<?xml version='1.0' encoding='koi8-r'?>Мир" );
  CHECK(decoded("caf\xE9", "no-such-charset") == "café");
}

TEST_CASE("a few broken bytes do not change the encoding of UTF-8") {
  std::string text;
  for (int i = 0; i < 100; ++i) text += "Обстрел ";
  CHECK(decoded(text + "\xFF") == text + "\xEF\xBF\xBD");
}

TEST_CASE("whatever the bytes, valid UTF-8 comes out") {
  std::string bytes;
  for (int i = 0; i < 1000; ++i) bytes += static_cast<char>(i * 37);
  for (const char* charset : {"utf-8", "utf-16", "gb2312", "shift_jis", "iso-2022-jp", "hz", "utf-7", ""}) {
    CAPTURE(charset);
    CHECK(is_valid_utf8(decoded(bytes, charset)));
  }
}

TEST_CASE("case beyond ASCII") {
  CHECK(lower_case("ÄRGER Граница ΑΘΗΝΑ") == "ärger граница αθηνα");
}

TEST_CASE("languages") {
  CHECK(language_of("The ministry said on Tuesday that two guards were hurt when shells fell on the village.") == "en");
  CHECK(language_of("Министерство сообщило во вторник, что двое пограничников были ранены при обстреле села.") == "ru");
  CHECK(language_of("Міністерство повідомило у вівторок, що двоє прикордонників були поранені внаслідок обстрілу села.") == "uk");
  CHECK(language_of("Le ministère a déclaré mardi que deux gardes avaient été blessés par des tirs d'artillerie.") == "fr");
  CHECK(language_of("Պաշտպանության նախարարությունը հայտնել է, որ երկու սահմանապահ վիրավորվել է։") == "hy");
  CHECK(language_of("საგარეო საქმეთა სამინისტრომ განაცხადა, რომ ორი მესაზღვრე დაიჭრა.") == "ka");
  CHECK(language_of("Müdafiə Nazirliyi çərşənbə axşamı bildirib ki, iki sərhədçi artilleriya atəşi nəticəsində yaralanıb.") == "az");
  CHECK(language_of("משרד הביטחון הודיע ביום שלישי כי שני שומרי גבול נפצעו מירי ארטילרי.") == "he");
  CHECK(language_of("国防部星期二表示，两名边防人员在炮击中受伤。") == "zh");
  CHECK(language_of("") == "und");
  CHECK(language_of("12 345 67") == "und");
  CHECK(language_of("xq zzt") == "und");
}
