// SPDX-License-Identifier: Apache-2.0
// Shapes in a dependency tree that several extractors ask for: the base noun phrase of a head, conjuncts, possessors.
#pragma once

#include <optional>
#include <vector>

#include "parse/tree.h"

namespace sitrep {

/// The noun phrase up to its head: determiners, adjectives, compounds, numbers and possessors, nothing behind the head.
TokenRange base_phrase(const Tree& tree, std::uint32_t head);

/// A base phrase without determiner, number and vague amount: "guerrillas" of "some 30 unidentified guerrillas".
TokenRange bare_phrase(const Tree& tree, TokenRange phrase);

/// What to call somebody or something without a name: no determiner and no number of the whole, but who is unknown stays
/// "unidentified men", and "of" whom goes with words that tell little alone: "members of the army", "offices of the company".
TokenRange naming_phrase(const Tree& tree, std::uint32_t head, TokenRange phrase);

/// The phrase with "of" whom or what behind it, if that follows at once: "mayor of Varde".
TokenRange with_owner(const Tree& tree, std::uint32_t head, TokenRange phrase);

/// The head and all that is coordinated with it: "Kalbajar, Lachin and Dashkasan" from "Kalbajar".
std::vector<std::uint32_t> conjuncts(const Tree& tree, std::uint32_t head);

/// The first conjunct of the coordination that the token is in.
std::uint32_t first_conjunct(const Tree& tree, std::uint32_t token);

/// Is the token inside double quotation marks of its paragraph? Answers for all tokens of the document.
std::vector<bool> quoted_tokens(const Document& document);

/// The head of the phrase behind a preposition child: prep_object(attack, "on"_w) in "an attack on the town".
std::optional<std::uint32_t> prep_object(const Tree& tree, std::uint32_t head, Word preposition);

}  // namespace sitrep
