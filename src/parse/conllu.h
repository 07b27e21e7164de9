// SPDX-License-Identifier: Apache-2.0
// A document as CoNLL-U, and back. The text form is for people, for tests that pin their own parse (so that they need no
// model), and for other tools. Columns: ID FORM LEMMA UPOS XPOS FEATS HEAD DEPREL DEPS MISC; MISC has SpaceAfter=No,
// start=, end= (code points of the text) and entity=B-GPE / I-GPE.
#pragma once

#include <string>
#include <string_view>

#include "parse/document.h"

namespace sitrep {

std::string to_conllu(const Document& document);

/// Builds a document over `text` from CoNLL-U; forms are found in the text one after the other, so MISC may be `_`.
/// Throws Error "WHERE:line: …" for a line that does not fit.
Document document_from_conllu(std::string_view text, std::string_view conllu, std::string_view where);

}  // namespace sitrep
