// SPDX-License-Identifier: Apache-2.0
// The label sets of the English pipeline: ClearNLP dependencies, Penn Treebank tags, universal parts of speech, OntoNotes
// entity types. The model file brings label names; an unknown one is a load error, so a comparison can't silently miss.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace sitrep {

enum class Dep : std::uint8_t {
  none, root, acl, acomp, advcl, advmod, agent, amod, appos, attr, aux, auxpass, case_, cc, ccomp, compound, conj, csubj,
  csubjpass, dative, dep, det, dobj, expl, intj, mark, meta, neg, nmod, npadvmod, nsubj, nsubjpass, nummod, oprd, parataxis,
  pcomp, pobj, poss, preconj, predet, prep, prt, punct, quantmod, relcl, xcomp
};

enum class Tag : std::uint8_t {
  none, dollar, close_quote, comma, left_bracket, right_bracket, period, colon, ADD, AFX, CC, CD, DT, EX, FW, HYPH, IN, JJ,
  JJR, JJS, LS, MD, NFP, NN, NNP, NNPS, NNS, PDT, POS, PRP, PRP_poss, RB, RBR, RBS, RP, SYM, TO, UH, VB, VBD, VBG, VBN, VBP,
  VBZ, WDT, WP, WP_poss, WRB, XX, SP, open_quote
};

enum class Pos : std::uint8_t {
  none, ADJ, ADP, ADV, AUX, CCONJ, DET, INTJ, NOUN, NUM, PART, PRON, PROPN, PUNCT, SCONJ, SPACE, SYM, VERB, X
};

enum class EntityLabel : std::uint8_t {
  none, CARDINAL, DATE, EVENT, FAC, GPE, LANGUAGE, LAW, LOC, MONEY, NORP, ORDINAL, ORG, PERCENT, PERSON, PRODUCT, QUANTITY,
  TIME, WORK_OF_ART
};

/// The label as the model and CoNLL-U write it: name_of(Dep::root) == "ROOT", name_of(Tag::dollar) == "$".
std::string_view name_of(Dep dep);
std::string_view name_of(Tag tag);
std::string_view name_of(Pos pos);
std::string_view name_of(EntityLabel label);

std::optional<Dep> dep_from_name(std::string_view name);
std::optional<Tag> tag_from_name(std::string_view name);
std::optional<Pos> pos_from_name(std::string_view name);
std::optional<EntityLabel> entity_label_from_name(std::string_view name);

constexpr bool is_verb(Tag t) { return t >= Tag::VB && t <= Tag::VBZ; }
constexpr bool is_noun(Tag t) { return t >= Tag::NN && t <= Tag::NNS; }
constexpr bool is_proper_noun(Tag t) { return t == Tag::NNP || t == Tag::NNPS; }

}  // namespace sitrep
