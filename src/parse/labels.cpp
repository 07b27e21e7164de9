// SPDX-License-Identifier: Apache-2.0
#include "parse/labels.h"

#include <algorithm>
#include <array>

namespace sitrep {
namespace {

constexpr auto dep_names = std::to_array<std::string_view>(
    {"",         "ROOT",      "acl",   "acomp", "advcl",    "advmod",   "agent",     "amod",  "appos",   "attr",      "aux",     "auxpass",
     "case",     "cc",        "ccomp", "compound", "conj",  "csubj",    "csubjpass", "dative", "dep",    "det",       "dobj",    "expl",
     "intj",     "mark",      "meta",  "neg",   "nmod",     "npadvmod", "nsubj",     "nsubjpass", "nummod", "oprd",   "parataxis", "pcomp",
     "pobj",     "poss",      "preconj", "predet", "prep",  "prt",      "punct",     "quantmod", "relcl", "xcomp"});
static_assert(dep_names.size() == static_cast<std::size_t>(Dep::xcomp) + 1);

constexpr auto tag_names = std::to_array<std::string_view>(
    {"",    "$",   "''",   ",",   "-LRB-", "-RRB-", ".",   ":",    "ADD", "AFX", "CC",  "CD",  "DT",  "EX",  "FW",  "HYPH", "IN",
     "JJ",  "JJR", "JJS",  "LS",  "MD",    "NFP",   "NN",  "NNP",  "NNPS", "NNS", "PDT", "POS", "PRP", "PRP$", "RB", "RBR", "RBS",
     "RP",  "SYM", "TO",   "UH",  "VB",    "VBD",   "VBG", "VBN",  "VBP", "VBZ", "WDT", "WP",  "WP$", "WRB", "XX",  "_SP",  "``"});
static_assert(tag_names.size() == static_cast<std::size_t>(Tag::open_quote) + 1);

constexpr auto pos_names =
    std::to_array<std::string_view>({"", "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN",
                                     "PUNCT", "SCONJ", "SPACE", "SYM", "VERB", "X"});
static_assert(pos_names.size() == static_cast<std::size_t>(Pos::X) + 1);

constexpr auto entity_names = std::to_array<std::string_view>(
    {"", "CARDINAL", "DATE", "EVENT", "FAC", "GPE", "LANGUAGE", "LAW", "LOC", "MONEY", "NORP", "ORDINAL", "ORG", "PERCENT", "PERSON",
     "PRODUCT", "QUANTITY", "TIME", "WORK_OF_ART"});
static_assert(entity_names.size() == static_cast<std::size_t>(EntityLabel::WORK_OF_ART) + 1);

template <class Label, class Names>
std::optional<Label> find(const Names& names, std::string_view name) {
  const auto at = std::find(names.begin(), names.end(), name);
  if (at == names.end()) return std::nullopt;
  return static_cast<Label>(at - names.begin());
}

}  // namespace

std::string_view name_of(Dep dep) { return dep_names[static_cast<std::size_t>(dep)]; }
std::string_view name_of(Tag tag) { return tag_names[static_cast<std::size_t>(tag)]; }
std::string_view name_of(Pos pos) { return pos_names[static_cast<std::size_t>(pos)]; }
std::string_view name_of(EntityLabel label) { return entity_names[static_cast<std::size_t>(label)]; }

std::optional<Dep> dep_from_name(std::string_view name) { return find<Dep>(dep_names, name); }
std::optional<Tag> tag_from_name(std::string_view name) { return find<Tag>(tag_names, name); }
std::optional<Pos> pos_from_name(std::string_view name) { return find<Pos>(pos_names, name); }
std::optional<EntityLabel> entity_label_from_name(std::string_view name) { return find<EntityLabel>(entity_names, name); }

}  // namespace sitrep
