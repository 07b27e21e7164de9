// SPDX-License-Identifier: Apache-2.0
#include "extract/mentions.h"

#include <algorithm>

#include "base/strings.h"
#include "extract/phrases_of.h"

namespace sitrep {
namespace {

struct Pronoun {
  Word word;
  Gender gender;
  bool is_plural;
};

constexpr Pronoun pronouns[] = {
    {"he"_w, Gender::male, false},      {"him"_w, Gender::male, false},    {"his"_w, Gender::male, false},    {"himself"_w, Gender::male, false},
    {"she"_w, Gender::female, false},   {"her"_w, Gender::female, false},  {"hers"_w, Gender::female, false}, {"herself"_w, Gender::female, false},
    {"it"_w, Gender::neuter, false},    {"its"_w, Gender::neuter, false},  {"itself"_w, Gender::neuter, false},
    {"they"_w, Gender::unknown, true},  {"them"_w, Gender::unknown, true}, {"their"_w, Gender::unknown, true}, {"themselves"_w, Gender::unknown, true}};

/// Prepositions that make the name of a state or a seat a place.
constexpr Word locative[] = {"in"_w, "near"_w, "at"_w, "inside"_w, "across"_w, "throughout"_w, "outside"_w, "around"_w, "within"_w, "into"_w, "through"_w, "off"_w};

template <std::size_t N>
bool is_among(Word w, const Word (&list)[N]) {
  return std::find(std::begin(list), std::end(list), w) != std::end(list);
}

class MentionFinder {
 public:
  MentionFinder(const Tree& tree, const Knowledge& knowledge, std::optional<Day> day)
      : tree_(tree), document_(tree.document()), actors_(knowledge.actors), things_(knowledge.things), day_(day), name_at_(document_.tokens.size()), bearer_at_(document_.tokens.size()), is_in_name_(document_.tokens.size()) {}

  std::vector<Mention> find() {
    find_names();
    for (std::uint32_t i = 0; i < document_.tokens.size(); ++i)
      if (auto mention = mention_at(i)) found_.push_back(std::move(*mention));
    follow_introduced_acronyms();
    return std::move(found_);
  }

 private:
  using NameMatch = Phrases<ActorName>::Match;

  const Token& token(std::uint32_t i) const { return document_.tokens[i]; }

  /// "the Free Highland Army (FHA)": wherever FHA stands it is that army, whoever else is called so.
  void follow_introduced_acronyms() {
    for (std::size_t e = 0; e + 1 < found_.size(); ++e) {
      const Mention full = found_[e];
      const std::uint32_t bracket = full.tokens.end;
      const TokenRange acronym{bracket + 1, bracket + 2};
      if (bracket + 1 >= document_.tokens.size() || token(bracket).text != "(" || !is_acronym_of(token(bracket + 1).text, full.tokens)) continue;
      for (std::size_t i = e + 1; i < found_.size(); ++i) {
        if (found_[i].tokens.size() != 1 || token(found_[i].head).text != token(acronym.begin).text) continue;
        Mention short_name = full;
        short_name.tokens = found_[i].tokens;
        short_name.head = found_[i].head;
        short_name.owner = found_[i].owner;
        found_[i] = std::move(short_name);
      }
    }
  }

  /// The first letters of the words that begin large, "the" aside; words may be missing at the front.
  bool is_acronym_of(std::string_view acronym, TokenRange words) const {
    std::string letters;
    for (std::uint32_t i = words.begin; i < words.end; ++i)
      if (is_capitalised(token(i)) && token(i).pos != Pos::DET && token(i).pos != Pos::ADP && token(i).pos != Pos::CCONJ) letters += token(i).text.front();
    return letters.size() >= 2 && acronym.size() <= letters.size() + 1 && acronym.ends_with(letters);
  }

  static bool is_capitalised(const Token& t) { return !t.text.empty() && (is_upper(t.text.front()) || static_cast<unsigned char>(t.text.front()) >= 0x80); }

  /// Marks where names of the actor base stand; a name is known by its head: "Doctors" in "Doctors Without Borders".
  void find_names() {
    for (const TokenRange sentence : document_.sentences)
      for (std::uint32_t i = sentence.begin; i < sentence.end;) {
        const auto match = name_starting_at(i, sentence.end);
        if (const Actor* bearer = match ? actors_.bearer(*match->value, day_) : nullptr) {
          const std::uint32_t head = head_of(match->tokens);
          name_at_[head] = match;
          bearer_at_[head] = bearer;
          for (std::uint32_t j = match->tokens.begin; j < match->tokens.end; ++j) is_in_name_[j] = j != head;
        }
        i = match ? match->tokens.end : i + 1;
      }
  }

  /// The only word that hangs on something outside; the last one where the parser sees several.
  std::uint32_t head_of(TokenRange name) const {
    std::optional<std::uint32_t> head;
    for (std::uint32_t i = name.begin; i < name.end; ++i) {
      if (name.contains(tree_.head(i)) && !tree_.is_root(i)) continue;
      if (head) return name.end - 1;
      head = i;
    }
    return head.value_or(name.end - 1);
  }

  std::optional<NameMatch> name_starting_at(std::uint32_t i, std::uint32_t end) const {
    if (auto match = acronym_at(i)) return match;
    const auto match = actors_.names.starting_at(document_, i, end, TokenForm::lower);
    if (!match) return std::nullopt;
    // "al-Qaida" begins small; anything else that is a name has a capital somewhere.
    for (std::uint32_t j = match->tokens.begin; j < match->tokens.end; ++j)
      if (is_capitalised(token(j)) && (token(j).entity != EntityLabel::PERSON || is_whole_name(match->tokens))) return match;
    return std::nullopt;
  }

  /// "Baku" taken for a person by the recogniser, though no longer name in the report has it ("Paris Hilton").
  bool is_whole_name(TokenRange name) const {
    if (entity_range(name.begin) != name) return false;
    const Word last = token(name.end - 1).lower_hash;
    return std::none_of(document_.entities.begin(), document_.entities.end(), [&](const NamedEntity& e) {
      return e.label == EntityLabel::PERSON && e.tokens.size() > name.size() && token(e.tokens.end - 1).lower_hash == last;
    });
  }

  std::optional<NameMatch> acronym_at(std::uint32_t i) const {
    const Token& t = token(i);
    if (t.text.size() > 6 || !is_capitalised(t)) return std::nullopt;
    const ActorName* name = actors_.acronyms.exactly(word(t.text));
    return name == nullptr ? std::nullopt : std::optional(NameMatch{{i, i + 1}, name});
  }

  std::optional<Mention> mention_at(std::uint32_t i) const {
    const Token& t = token(i);
    if (auto pronoun = pronoun_at(i)) return pronoun;
    if (is_in_name_[i] || is_inside_title(i)) return std::nullopt;
    const bool is_before_hyphen = i + 1 < document_.tokens.size() && token(i + 1).text == "-" && !token(i).space_after;  // "Russian-backed"
    const bool is_modifier = t.dep == Dep::amod || t.dep == Dep::compound || t.dep == Dep::nmod || is_before_hyphen;
    if (name_at_[i] && name_at_[i]->value->form == NameForm::demonym && is_modifier) return demonym_modifier(i);
    const bool is_head = is_noun(t.tag) && !(t.dep == Dep::compound && t.head > i) && !(t.dep == Dep::nmod && t.head > i);
    const bool is_name_modifier = name_at_[i].has_value() && !is_head;
    if (!is_head && !is_name_modifier && !(t.tag == Tag::CD && t.dep != Dep::nummod) && !nominal_adjective(i)) return std::nullopt;
    if (is_name_modifier) return inside_larger_name(i) ? std::nullopt : actor_name(i);
    const TokenRange phrase = base_phrase(tree_, i);
    if (auto found = institution(i, phrase)) return found;
    if (name_at_[i] && !inside_larger_name(i) && !is_listed_person(i)) return actor_name(i);
    if (t.entity == EntityLabel::PERSON || is_name_beside_title(i)) return person(i, phrase);
    if (auto found = titled(i, phrase)) return found;
    if (auto found = people(i, phrase)) return found;
    if (auto found = thing(i, phrase)) return found;
    if (auto found = short_form(i, phrase)) return found;
    return named_thing(i, phrase);
  }

  /// A person whom a user's dictionary names: read as any person, with title and beside whom.
  bool is_listed_person(std::uint32_t i) const { return token(i).entity == EntityLabel::PERSON && !bearer_at_[i]->coded_at.empty(); }

  /// "Armenia's president, Vahan Petrosyan": a person, though the recogniser does not see one.
  bool is_name_beside_title(std::uint32_t i) const {
    const Token& t = token(i);
    return t.tag == Tag::NNP && t.dep == Dep::appos && i > 0 && token(i - 1).tag == Tag::NNP && is_noun(token(t.head).tag) && token(t.head).entity != EntityLabel::PERSON && title_ending_at(t.head);
  }

  const ShortForm* short_form_of(const Mention& m) const {
    const bool may_refer = m.is_definite && !m.owner && m.side.empty() && !tree_.has_child(m.head, Dep::prep) && !is_location(m.head);
    return may_refer ? actors_.short_forms.exactly(token(m.head).lower_hash) : nullptr;
  }

  /// "the ministry", "the group", "the country".
  std::optional<Mention> short_form(std::uint32_t i, TokenRange phrase) const {
    if (phrase.size() != 2) return std::nullopt;
    Mention m = basic(i, phrase, MentionForm::nominal);
    m.kind = EntityKind::organisation;
    m.short_form = short_form_of(m);
    m.only_refers_back = true;
    return m.short_form != nullptr ? std::optional(m) : std::nullopt;
  }

  /// "the wounded", "the dead".
  bool nominal_adjective(std::uint32_t i) const {
    const Token& t = token(i);
    return (t.tag == Tag::JJ || t.tag == Tag::VBN) && i > 0 && token(i - 1).lower_hash == "the"_w && token(i - 1).head == i &&
           (t.dep == Dep::nsubj || t.dep == Dep::nsubjpass || t.dep == Dep::dobj || t.dep == Dep::pobj);
  }

  std::optional<Mention> pronoun_at(std::uint32_t i) const {
    const Token& t = token(i);
    if (t.pos != Pos::PRON || t.dep == Dep::expl) return std::nullopt;
    for (const Pronoun& p : pronouns)
      if (p.word == t.lower_hash) {
        Mention m = basic(i, {i, i + 1}, MentionForm::pronoun);
        m.gender = p.gender;
        m.is_plural = p.is_plural;
        m.kind = p.gender == Gender::male || p.gender == Gender::female ? EntityKind::person : EntityKind::organisation;
        return m;
      }
    return std::nullopt;
  }

  Mention basic(std::uint32_t head, TokenRange tokens, MentionForm form) const {
    Mention m;
    m.tokens = tokens;
    m.head = head;
    m.form = form;
    m.is_plural = token(head).tag == Tag::NNS || token(head).tag == Tag::NNPS;
    for (const std::uint32_t child : tree_.children(head)) {
      const Token& c = token(child);
      if (child < head && c.dep == Dep::det) m.is_definite = c.lower_hash == "the"_w || c.lower_hash == "these"_w || c.lower_hash == "those"_w || c.lower_hash == "this"_w || c.lower_hash == "that"_w;
      if (child < head && c.dep == Dep::poss) m.owner = child;
    }
    return m;
  }

  void set_actor(Mention& m, const Actor& actor) const {
    m.kind = actor.kind;
    m.name = actor.name;
    m.actor = actor.key;
    if (!actor.countries.empty()) m.country = actor.countries.front();
    m.side = actor.kind == EntityKind::armed_force && !m.country.empty() ? m.country : actor.key;
    if (actor.kind == EntityKind::armed_group) m.victim_class = VictimClass::militant;
    if (actor.kind == EntityKind::armed_force) m.victim_class = actor.type == "police" ? VictimClass::police : VictimClass::military;
    if (!actor.coded_at.empty()) set_listed(m, actor);
  }

  /// What a user's dictionary tells of somebody beyond his name. With a country he is of its side; rebels are their own.
  static void set_listed(Mention& m, const Actor& actor) {
    m.listed = &actor;
    m.actor = actor.key;
    m.sector = actor.sector;
    m.victim_class = actor.victim_class;
    if (actor.countries.empty()) return;
    m.country = actor.countries.front();
    m.side = actor.kind == EntityKind::armed_group ? actor.key : m.country;
  }

  /// The adjective in "Armenian forces": a mention of the state.
  std::optional<Mention> demonym_modifier(std::uint32_t i) const {
    if (inside_larger_name(i)) return std::nullopt;
    Mention m = basic(i, name_at_[i]->tokens, MentionForm::demonym);
    set_actor(m, *bearer_at_[i]);
    return m;
  }

  /// A name of the actor base as a phrase of its own.
  std::optional<Mention> actor_name(std::uint32_t i) const {
    const NameMatch& match = *name_at_[i];
    const Actor& actor = *bearer_at_[i];
    const NameForm form = match.value->form;
    if ((actor.kind == EntityKind::state && is_location(i)) || (form == NameForm::seat && !acts(i))) return std::nullopt;
    Mention m = basic(i, match.tokens, MentionForm::name);
    set_actor(m, actor);
    if (m.listed != nullptr && token(i).entity == EntityLabel::PERSON) m.kind = EntityKind::person;
    if (form != NameForm::demonym) {
      m.is_plural = false;
      return m;
    }
    // "Armenians", "a Pakistani", "two French": people, not the state.
    m.form = MentionForm::nominal;
    if (actor.kind == EntityKind::state) m.actor.clear();
    m.kind = EntityKind::people;
    m.name = std::string(document_.span_of(match.tokens).of(document_.text));
    m.is_plural = token(i).tag == Tag::NNPS || token(i).tag == Tag::NNS;
    return m;
  }

  bool is_location(std::uint32_t i) const {
    const std::uint32_t first = first_conjunct(tree_, i);
    return token(first).dep == Dep::pobj && is_among(token(tree_.head(first)).lower_hash, locative) && !is_shot_at(first) && !is_visited(first);
  }

  /// "arrived in Orland": who receives the guest.
  bool is_visited(std::uint32_t first) const {
    const std::uint32_t preposition = tree_.head(first);
    return token(preposition).lower_hash == "in"_w && token(tree_.head(preposition)).lemma_hash == "arrive"_w;
  }

  /// "fired shells at Orland": a party, not a place.
  bool is_shot_at(std::uint32_t first) const {
    static constexpr Word verbs[] = {"fire"_w, "shoot"_w, "launch"_w, "lob"_w, "aim"_w, "hurl"_w};
    const std::uint32_t preposition = tree_.head(first);
    if (token(first).dep != Dep::pobj || token(preposition).lower_hash != "at"_w) return false;
    const std::uint32_t above = tree_.head(preposition);
    return is_among(token(above).lemma_hash, verbs) || (token(above).dep == Dep::dobj && is_among(token(tree_.head(above)).lemma_hash, verbs));
  }

  /// Does a seat of government act, speak or own something here? Else it is a place.
  bool acts(std::uint32_t i) const {
    const std::uint32_t first = first_conjunct(tree_, i);
    const Token& t = token(first);
    if (t.dep == Dep::nsubj || t.dep == Dep::nsubjpass || t.dep == Dep::poss || t.dep == Dep::agent) return true;
    if (t.dep == Dep::dobj || is_shot_at(first) || (t.dep == Dep::pobj && is_visited(first))) return true;
    if (t.dep != Dep::pobj) return false;
    const Word preposition = token(t.head).lower_hash;
    return preposition == "by"_w || preposition == "with"_w || preposition == "between"_w || preposition == "against"_w;
  }

  /// Somebody to whom something is done or said: "restored ties to Orland", "urged by Varde".
  bool is_addressed(std::uint32_t i) const {
    const Token& t = token(first_conjunct(tree_, i));
    if (t.dep != Dep::pobj) return t.dep == Dep::dative;
    const Word preposition = token(t.head).lower_hash;
    return preposition == "to"_w || preposition == "of"_w || preposition == "toward"_w || preposition == "towards"_w || preposition == "for"_w || preposition == "on"_w;
  }

  /// Part of a longer name that the recogniser has found ("Bank of Armenia", "South African Airways").
  bool inside_larger_name(std::uint32_t i) const {
    const Token& t = token(i);
    const TokenRange own = name_at_[i] ? name_at_[i]->tokens : TokenRange{i, i + 1};
    if (t.entity != EntityLabel::ORG && t.entity != EntityLabel::FAC && t.entity != EntityLabel::PERSON && t.entity != EntityLabel::EVENT &&
        t.entity != EntityLabel::LAW && t.entity != EntityLabel::WORK_OF_ART)
      return false;
    const TokenRange named = entity_range(i);
    return named.size() > own.size() && !(named.end == own.end && token(named.begin).lower_hash == "the"_w && named.size() == own.size() + 1);
  }

  TokenRange entity_range(std::uint32_t i) const {
    const auto& entities = document_.entities;
    const auto at = std::upper_bound(entities.begin(), entities.end(), i, [](std::uint32_t at_token, const NamedEntity& e) { return at_token < e.tokens.begin; });
    if (at == entities.begin() || !std::prev(at)->tokens.contains(i)) return {i, i + 1};
    TokenRange range = std::prev(at)->tokens;
    // "the President of the European Council Antonio Costa": the recogniser may take both for one name.
    if (range.end - 1 > i && is_name_beside_title(range.end - 1)) range.end = std::max(i + 1, base_phrase(tree_, range.end - 1).begin);
    return range;
  }

  /// "the Armenian Defence Ministry", "Azerbaijan's Ministry of Defence", "the ministry".
  std::optional<Mention> institution(std::uint32_t i, TokenRange phrase) const {
    // The phrase may reach behind its head: "ministry of defence".
    std::optional<Phrases<Institution>::Match> best;
    const TokenRange sentence = tree_.sentence_of(i);
    for (std::uint32_t begin = phrase.begin; begin <= i; ++begin)
      if (const auto match = actors_.institutions.starting_at(document_, begin, sentence.end, TokenForm::lower); match && match->tokens.contains(i)) {
        best = match;
        break;
      }
    if (!best) return std::nullopt;
    Mention m = basic(i, {phrase.begin, std::max(best->tokens.end, i + 1)}, MentionForm::nominal);
    m.kind = best->value->kind;
    m.institution = best->value->key;
    m.sector = best->value->sector;
    if (const auto noun = things_.nouns.ending_at(document_, i + 1, phrase.begin, TokenForm::lemma)) m.thing = noun->value;  // "the hospital": can be hit
    if (m.kind == EntityKind::armed_force) m.victim_class = VictimClass::military;
    affiliate(m, phrase);
    if (m.side.empty())
      if (const auto of = prep_object(tree_, best->tokens.end - 1, "of"_w); of && name_at_[*of]) affiliate_with(m, *of);
    if (!m.side.empty()) {
      m.actor = m.side + "." + m.institution;
      m.form = MentionForm::name;
    }
    m.name = std::string(document_.span_of(m.tokens).of(document_.text));
    return m;
  }

  /// Sets country and side from a name or demonym in the phrase ("Armenian soldiers", "Armenia's soldiers").
  void affiliate(Mention& m, TokenRange phrase) const {
    for (std::uint32_t j = phrase.begin; j < phrase.end; ++j)
      if (j != m.head && name_at_[j]) return affiliate_with(m, j);
  }

  void affiliate_with(Mention& m, std::uint32_t j) const {
    const Actor& actor = *bearer_at_[j];
    if (!actor.countries.empty()) m.country = actor.countries.front();
    const bool is_of_country = actor.kind == EntityKind::organisation || actor.kind == EntityKind::armed_force || actor.kind == EntityKind::person;
    m.side = is_of_country ? m.country : actor.key;
    if (m.side.empty()) m.side = actor.key;
  }

  /// A person's name, with the title before it or beside it.
  std::optional<Mention> person(std::uint32_t i, TokenRange phrase) const {
    TokenRange named = token(i).entity == EntityLabel::PERSON ? entity_range(i) : phrase;
    named.begin = std::max(named.begin, phrase.begin);
    // The recogniser may take a title into the name.
    if (const auto title = actors_.titles.starting_at(document_, named.begin, named.end, TokenForm::lower); title && title->tokens.end < named.end)
      named.begin = title->tokens.end;
    Mention m = basic(i, {named.begin, std::max(i + 1, named.end)}, MentionForm::name);
    if (m.tokens.end > m.tokens.begin + 1 && token(m.tokens.end - 1).tag == Tag::POS) --m.tokens.end;
    m.kind = EntityKind::person;
    m.is_plural = false;
    m.name = std::string(document_.span_of(m.tokens).of(document_.text));
    if (const auto title = actors_.titles.ending_at(document_, named.begin, tree_.sentence_of(i).begin, TokenForm::lower)) set_title(m, *title, {phrase.begin, named.begin});
    if (m.title.empty()) title_before_comma(m);
    if (m.title.empty()) title_beside(m);
    if (m.side.empty() && !m.title.empty())  // "President Emmanuel Macron of France"
      if (const auto of = prep_object(tree_, i, "of"_w); of && name_at_[*of]) affiliate_with(m, *of);
    if (name_at_[i] && is_listed_person(i)) set_listed(m, *bearer_at_[i]);
    if (named.begin > 0 && token(named.begin - 1).lower_hash == "mr."_w) m.gender = Gender::male;
    if (named.begin > 0 && (token(named.begin - 1).lower_hash == "mrs."_w || token(named.begin - 1).lower_hash == "ms."_w)) m.gender = Gender::female;
    return m;
  }

  void set_title(Mention& m, const Phrases<Title>::Match& title, TokenRange around) const {
    m.title = lowered(document_.span_of(title.tokens).of(document_.text));
    m.title_kind = title.value->kind;
    m.sector = title.value->sector;
    around.begin = std::min(around.begin, title.tokens.begin);
    affiliate(m, around);
    if (m.side.empty())
      if (const auto of = prep_object(tree_, title.tokens.end - 1, "of"_w); of && name_at_[*of]) affiliate_with(m, *of);
  }

  /// "the president of the European Council, Maja Berg, and …": in lists the parser hangs names on anything, the commas do
  /// not. A name that a verb follows may be a speaker after what he said.
  void title_before_comma(Mention& m) const {
    const std::uint32_t begin = m.tokens.begin, end = m.tokens.end, sentence_begin = tree_.sentence_of(m.head).begin;
    if (begin < sentence_begin + 2 || token(begin - 1).text != "," || (end < tree_.sentence_of(m.head).end && is_verb(token(end).tag))) return;
    for (std::uint32_t from = begin - 1, steps = 0; from-- > sentence_begin && steps < 9 && token(from).text != ","; ++steps) {
      if (!is_noun(token(from).tag)) continue;
      const auto title = title_ending_at(from);
      if (!title || !is_only_of_whom({title->tokens.end, begin - 1})) continue;
      set_title(m, *title, base_phrase(tree_, from));
      if (m.side.empty())
        for (std::uint32_t i = title->tokens.end; i + 1 < begin; ++i)
          if (name_at_[i]) affiliate_with(m, i);
      m.described = from;
      return;
    }
  }

  /// Nothing, or "of" and whom.
  bool is_only_of_whom(TokenRange words) const {
    for (std::uint32_t i = words.begin; i < words.end; ++i) {
      const Token& t = token(i);
      const bool is_of = t.lower_hash == "of"_w || t.lower_hash == "for"_w;
      if (i == words.begin ? !is_of : !is_of && t.pos != Pos::DET && !is_proper_noun(t.tag) && t.tag != Tag::POS && t.pos != Pos::CCONJ && t.pos != Pos::NOUN && t.pos != Pos::ADJ) return false;
    }
    return true;
  }

  /// "state" in "the secretary of state".
  bool is_inside_title(std::uint32_t i) const {
    const Token& t = token(i);
    if (t.dep != Dep::pobj || token(t.head).lower_hash != "of"_w) return false;
    const auto title = title_ending_at(tree_.head(t.head));
    return title && title->tokens.contains(i);
  }

  /// "E. Holm, the governor of Varde"; "the foreign minister, Maja Berg".
  void title_beside(Mention& m) const {
    const auto look_at = [&](std::uint32_t other) {
      if (const auto title = title_ending_at(other)) {
        set_title(m, *title, base_phrase(tree_, other));
        m.described = other;
      }
    };
    for (const std::uint32_t child : tree_.children(m.head))
      if (token(child).dep == Dep::appos && m.title.empty()) look_at(child);
    if (m.title.empty() && token(m.head).dep == Dep::appos) {
      const std::uint32_t beside = tree_.head(m.head);
      look_at(beside);
      // "the governor of Syunik, R. Ghukasyan": the parser hangs the name on the place.
      if (m.title.empty() && token(beside).dep == Dep::pobj) look_at(tree_.head(tree_.head(beside)));
    }
  }

  /// The title whose noun is the head: "foreign minister", "secretary of state".
  std::optional<Phrases<Title>::Match> title_ending_at(std::uint32_t head) const {
    const auto ending = actors_.titles.ending_at(document_, head + 1, base_phrase(tree_, head).begin, TokenForm::lower);
    if (!ending) return std::nullopt;
    const auto longer = actors_.titles.starting_at(document_, ending->tokens.begin, tree_.sentence_of(head).end, TokenForm::lower);
    return longer && longer->tokens.end > ending->tokens.end ? longer : ending;
  }

  /// "A rebel commander", "the militant leader": whose commander he is tells what he is.
  VictimClass class_of_fighters_named_before(std::uint32_t i, TokenRange phrase) const {
    for (std::uint32_t at = phrase.begin; at < i; ++at)
      if (const auto noun = actors_.people.ending_at(document_, at + 1, phrase.begin, TokenForm::lemma); noun && noun->value->victim_class == VictimClass::militant) return VictimClass::militant;
    return VictimClass::unknown;
  }

  /// "the governor", "an Armenian official": a person by title alone.
  std::optional<Mention> titled(std::uint32_t i, TokenRange phrase) const {
    const auto title = title_ending_at(i);
    if (!title || token(i).entity == EntityLabel::ORG) return std::nullopt;
    Mention m = basic(i, phrase, MentionForm::nominal);
    m.kind = EntityKind::person;
    set_title(m, *title, phrase);
    if (const auto noun = actors_.people.ending_at(document_, i + 1, phrase.begin, TokenForm::lemma)) m.victim_class = noun->value->victim_class;
    if (m.victim_class == VictimClass::unknown) m.victim_class = class_of_fighters_named_before(i, phrase);
    return m;
  }

  /// "soldiers", "suspected militants", "three Armenian villagers".
  std::optional<Mention> people(std::uint32_t i, TokenRange phrase) const {
    const auto noun = actors_.people.ending_at(document_, i + 1, phrase.begin, TokenForm::lemma);
    if (!noun) return std::nullopt;
    Mention m = basic(i, phrase, MentionForm::nominal);
    m.kind = noun->value->kind;
    m.victim_class = noun->value->victim_class;
    m.sector = noun->value->sector;
    m.is_plural |= noun->value->is_plural && token(i).tag != Tag::NN;
    affiliate(m, phrase);
    m.short_form = short_form_of(m);
    return m;
  }

  /// "a car bomb", "the police station", "two buses".
  std::optional<Mention> thing(std::uint32_t i, TokenRange phrase) const {
    const auto noun = things_.nouns.ending_at(document_, i + 1, phrase.begin, TokenForm::lemma);
    if (!noun || (token(i).entity == EntityLabel::ORG && is_proper_noun(token(i).tag))) return std::nullopt;
    Mention m = basic(i, phrase, MentionForm::nominal);
    m.kind = noun->value->kind;
    m.thing = noun->value;
    affiliate(m, phrase);
    return m;
  }

  /// Organisations and facilities that only the recogniser knows.
  std::optional<Mention> named_thing(std::uint32_t i, TokenRange phrase) const {
    const EntityLabel label = token(i).entity;
    const bool is_unknown_state = label == EntityLabel::GPE && (acts(i) || is_addressed(i));
    const bool is_unknown_actor = (label == EntityLabel::none || label == EntityLabel::PRODUCT || label == EntityLabel::LOC) && is_proper_noun(token(i).tag) && (acts(i) || is_addressed(i));
    if (label != EntityLabel::ORG && label != EntityLabel::FAC && label != EntityLabel::NORP && !is_unknown_state && !is_unknown_actor) return std::nullopt;
    if (label == EntityLabel::NORP && is_location(i)) return std::nullopt;
    TokenRange named = entity_range(i);
    if (token(named.begin).lower_hash == "the"_w && named.size() > 1) ++named.begin;
    if (named.size() > 1 && token(named.end - 1).tag == Tag::POS) --named.end;
    if (!named.contains(i)) return std::nullopt;
    Mention m = basic(i, named, MentionForm::name);
    m.kind = is_unknown_state ? EntityKind::state : label == EntityLabel::FAC ? EntityKind::facility : label == EntityLabel::NORP ? EntityKind::people : EntityKind::organisation;
    m.is_plural = label == EntityLabel::NORP;
    m.name = std::string(document_.span_of(named).of(document_.text));
    affiliate(m, phrase);
    return m;
  }

  const Tree& tree_;
  const Document& document_;
  const Actors& actors_;
  const Things& things_;
  std::optional<Day> day_;
  std::vector<std::optional<NameMatch>> name_at_;
  std::vector<const Actor*> bearer_at_;  // of the names
  std::vector<bool> is_in_name_;         // a name's other words, which mean nobody by themselves
  std::vector<Mention> found_;
};

}  // namespace

std::vector<Mention> find_mentions(const Tree& tree, const Knowledge& knowledge, std::optional<Day> day) { return MentionFinder(tree, knowledge, day).find(); }

}  // namespace sitrep
