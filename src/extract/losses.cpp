// SPDX-License-Identifier: Apache-2.0
#include "extract/losses.h"

#include <algorithm>

#include "extract/loss_order.h"
#include "extract/loss_victims.h"
#include "extract/modality.h"
#include "extract/phrases_of.h"
#include "extract/voice.h"

namespace sitrep {
namespace {

class LossFinder {
 public:
  LossFinder(const Tree& tree, const Losses& words, const Entities& entities, const std::vector<FoundFigure>& figures)
      : tree_(tree), words_(words), entities_(entities), victims_(tree, words, entities, figures) {}

  std::vector<Loss> find(const std::vector<FoundFigure>& figures) {
    const auto& sentences = tree_.document().sentences;
    std::vector<bool> withdrawn(sentences.size());
    for (std::size_t s = 0; s < sentences.size(); ++s) {
      withdrawn[s] = is_withdrawn(sentences[s]);
      for (std::uint32_t i = sentences[s].begin; i < sentences[s].end && !withdrawn[s]; ++i) look_at(i);
    }
    check_by_order(tree_, words_, figures, withdrawn, victims_);
    return std::move(victims_.found());
  }

 private:
  const Token& token(std::uint32_t i) const { return tree_[i]; }
  std::optional<std::uint32_t> child(std::uint32_t i, Dep dep) const { return tree_.child(i, dep); }

  static const LossWord* entry(const std::unordered_map<Word, LossWord>& words, Word w) {
    const auto at = words.find(w);
    return at == words.end() ? nullptr : &at->second;
  }

  bool is_noun_of(VictimPosition position, std::uint32_t i) const {
    const LossWord* noun = entry(words_.nouns, token(i).lemma_hash);
    return noun != nullptr && noun->victim == position;
  }

  bool says(TokenRange words, RevisionWord role) const {
    for (std::uint32_t i = words.begin; i < words.end; ++i)
      if (const auto at = words_.revisions.find(token(i).lower_hash); at != words_.revisions.end() && at->second == role) return true;
    return false;
  }

  /// "Correction: an earlier post said 150 …", "the ministry had wrongly put the dead at 20": a figure that is taken back.
  bool is_withdrawn(TokenRange sentence) const { return says(sentence, RevisionWord::mistake) && says(sentence, RevisionWord::earlier); }

  static Loss told_by(std::uint32_t trigger, const LossWord& word) {
    Loss loss;
    loss.trigger = trigger;
    loss.outcome = word.outcome;
    loss.sure = word.sure;
    return loss;
  }

  void look_at(std::uint32_t i) {
    const Token& t = token(i);
    if (const LossWord* verb = is_verb(t.tag) ? entry(words_.verbs, t.lemma_hash) : nullptr) return by_verb(i, *verb);
    if (is_verb(t.tag) && is_to_death(tree_, i))
      return by_verb(i, {LossForm::verb, Outcome::killed, VictimPosition::object, Certainty::yes});  // beaten to death
    if (const LossWord* adjective = entry(words_.adjectives, t.lower_hash)) {
      if (t.pos == Pos::ADJ || t.tag == Tag::JJ || is_verb(t.tag) || is_noun(t.tag)) return by_adjective(i, *adjective);
    }
    if (const LossWord* noun = is_noun(t.tag) ? entry(words_.nouns, t.lemma_hash) : nullptr) return by_noun(i, *noun);
    if (const LossWord* noun = is_proper_noun(t.tag) ? entry(words_.nouns, t.lower_hash) : nullptr; noun && noun->victim == VictimPosition::care) return by_noun(i, *noun);
  }

  // ------------------------------------------------------------ verbs

  void by_verb(std::uint32_t i, const LossWord& word) {
    if (is_unreal(tree_, i) || is_of_another_sense(i)) return;
    Loss loss = told_by(i, word);
    if (is_killing_by_shot(tree_, i)) {
      loss.outcome = Outcome::killed;
      loss.sure = Certainty::yes;
    }
    join_outcome(loss, i);
    if (const auto agent = agent_of(i)) loss.inflicted_by = conjuncts(tree_, *agent);
    switch (word.victim) {
      case VictimPosition::object: {
        const auto victim = object_of(i);
        if (victim && std::find(loss.inflicted_by.begin(), loss.inflicted_by.end(), *victim) != loss.inflicted_by.end()) loss.inflicted_by.clear();
        victims_.add_all(loss, victim);
        return add_further_subjects(loss, i);
      }
      case VictimPosition::subject: victims_.add_all(loss, subject_of(i)); return add_further_subjects(loss, i);
      case VictimPosition::lives: return by_lives(loss, child(i, Dep::dobj));
      case VictimPosition::lost: return by_lost(loss, i);
      case VictimPosition::harm: return by_harm(loss, i);
      default: return;
    }
  }

  /// "hung out", "was held up": a particle makes another verb of it; "gunned down", "killed off" stay what they are.
  bool is_of_another_sense(std::uint32_t i) const {
    const auto particle = child(i, Dep::prt);
    return particle && token(*particle).lower_hash != "down"_w && token(*particle).lower_hash != "off"_w;
  }

  bool takes_subject(std::uint32_t i) const {
    const LossWord* verb = entry(words_.verbs, token(i).lemma_hash);
    return verb != nullptr && verb->victim == VictimPosition::subject;
  }

  /// "The boy, his grandmother and a man were hit": the parser may give one verb two subjects.
  void add_further_subjects(const Loss& loss, std::uint32_t i) {
    bool is_first = true;
    for (const std::uint32_t c : tree_.children(i)) {
      const bool is_subject = token(c).dep == Dep::nsubjpass || (token(c).dep == Dep::nsubj && takes_subject(i));
      if (is_subject && !is_first) victims_.add_all(loss, c);
      is_first &= !is_subject;
    }
  }

  /// The word tells it of its object, subject or noun whatever else is there: "killed", not "took", which needs "lives".
  static bool tells_of_victims(const LossWord& word) {
    return word.victim == VictimPosition::object || word.victim == VictimPosition::subject || word.victim == VictimPosition::head;
  }

  /// "killed or wounded": one count for both outcomes.
  void join_outcome(Loss& loss, std::uint32_t i) const {
    for (const std::uint32_t c : tree_.children(i)) {
      if (token(c).dep != Dep::conj) continue;
      const LossWord* other = entry(words_.verbs, token(c).lemma_hash);
      if (other == nullptr) other = entry(words_.adjectives, token(c).lower_hash);
      if (other == nullptr || !tells_of_victims(*other) || other->outcome == loss.outcome || has_own_victims(c) || has_figure_between(i, c)) continue;
      const bool other_is_sure = other->sure == Certainty::yes;
      if (!other_is_sure || !loss.is_sure()) {
        if (!other_is_sure) continue;
        loss.outcome = other->outcome;  // "shot and killed"
        loss.sure = Certainty::yes;
        continue;
      }
      const bool missing = other->outcome == Outcome::missing || loss.outcome == Outcome::missing;
      const bool hurt = other->outcome == Outcome::injured || loss.outcome == Outcome::injured;
      if (missing) loss.outcome = Outcome::killed_or_missing;
      if (hurt) loss.outcome = Outcome::killed_or_injured;
    }
  }

  /// "killed 17 soldiers and left three wounded" counts twice, "17 killed and wounded" once.
  bool has_figure_between(std::uint32_t begin, std::uint32_t end) const {
    for (std::uint32_t i = begin; i < end; ++i)
      if (victims_.figure_at(i)) return true;
    return false;
  }

  bool has_own_victims(std::uint32_t i) const {
    for (const std::uint32_t c : tree_.children(i))
      if (token(c).dep == Dep::dobj || token(c).dep == Dep::nsubj || token(c).dep == Dep::nsubjpass) return true;
    return false;
  }

  std::optional<std::uint32_t> object_of(std::uint32_t i) const {
    const Token& t = token(i);
    if (const auto object = child(i, Dep::dobj)) {
      // "7 civilians killed 25 injured": a headline without a comma.
      const auto subject = child(i, Dep::nsubj);
      return subject && victims_.figure_at(*object) && victims_.is_described(*object) && victims_.are_counted_or_people(*subject) ? subject : object;
    }
    for (const std::uint32_t c : tree_.children(i))  // "killed and crucified five civilians": the second verb holds the object of both
      if (token(c).dep == Dep::conj && is_verb(token(c).tag) && !child(c, Dep::nsubj) && !is_passive(tree_, i) && !child(i, Dep::nsubjpass))
        if (const auto shared = child(c, Dep::dobj); shared && shares_object(i, c)) return shared;
    for (const std::uint32_t c : tree_.children(i))  // "killed over 6,600": the parser takes the qualifier for a preposition
      if (const auto number = token(c).dep == Dep::prep && c == i + 1 ? child(c, Dep::pobj) : std::nullopt; number && victims_.figure_at(*number) && !is_passive(tree_, i)) return number;
    if (const auto subject = child(i, Dep::nsubjpass)) return antecedent(tree_, *subject, i);
    if (t.dep == Dep::pcomp && child(i, Dep::auxpass) && !tree_.is_root(t.head)) {  // "has died after being shot"
      const std::uint32_t main = tree_.head(t.head);
      return is_verb(token(main).tag) ? subject_of(main) : std::nullopt;
    }
    if (t.dep == Dep::amod && token(t.head).lemma_hash == "body"_w) return std::nullopt;  // "the burned body"
    if ((t.dep == Dep::acl || t.dep == Dep::amod) && t.tag == Tag::VBN) return t.head;
    if (t.tag == Tag::VBN && (t.dep == Dep::oprd || t.dep == Dep::xcomp || t.dep == Dep::acomp || t.dep == Dep::ccomp) && !child(i, Dep::nsubj)) {
      if (const auto object = child(t.head, Dep::dobj)) return object;  // "left five wounded"
      return child(t.head, Dep::nsubjpass);                             // "was found shot to death"
    }
    if (t.dep == Dep::conj) {
      if (const auto own = child(i, Dep::nsubj); own && victims_.are_counted_or_people(*own)) return own;  // "and 43 wounded"
      if (child(i, Dep::nsubj)) return std::nullopt;
      // "shot and killed": the victims are those of the first verb, which says it itself.
      const std::uint32_t first = token(i).head;
      const LossWord* told = entry(words_.verbs, token(first).lemma_hash);
      const LossWord* own = entry(words_.verbs, t.lemma_hash);
      const bool is_another_fate = told != nullptr && own != nullptr && told->outcome != own->outcome && told->outcome == Outcome::captured;  // "abducted and killed"
      return told == nullptr || is_another_fate ? object_of(first) : std::nullopt;
    }
    // A headline's "Five killed in raid" is parsed as active.
    if (const auto own = child(i, Dep::nsubj); own && (t.tag == Tag::VBD || t.tag == Tag::VBN) && victims_.are_counted_or_people(*own) && !has_object_behind(i)) return antecedent(tree_, *own, i);
    return std::nullopt;
  }

  /// "A boy shot and killed an 11-year-old": an article behind the verb opens an object, whatever became of it in the parse.
  bool has_object_behind(std::uint32_t verb) const {
    const auto opens = [&](std::uint32_t i) { return i < tree_.sentence_of(verb).end && (token(i).tag == Tag::DT || token(i).tag == Tag::PRP_poss) && token(i).lower_hash != "no"_w; };
    if (opens(verb + 1)) return true;
    for (const std::uint32_t c : tree_.children(verb))
      if (token(c).dep == Dep::conj && c > verb && is_verb(token(c).tag) && opens(c + 1)) return true;
    return false;
  }

  /// "shot and killed a clerk" is done to one; "died and wounded three" is told of two.
  bool shares_object(std::uint32_t first, std::uint32_t second) const {
    const LossWord* own = entry(words_.verbs, token(first).lemma_hash);
    const LossWord* next = entry(words_.verbs, token(second).lemma_hash);
    return next == nullptr || (own != nullptr && own->sure == Certainty::open && next->victim == VictimPosition::object);
  }

  std::optional<std::uint32_t> subject_of(std::uint32_t i) const {
    if (const auto subject = child(i, Dep::nsubj)) return antecedent(tree_, *subject, i);
    if (const auto subject = child(i, Dep::nsubjpass)) return antecedent(tree_, *subject, i);
    const Token& t = token(i);
    if (t.dep == Dep::acl || t.dep == Dep::relcl) return t.head;
    if (t.dep == Dep::conj && is_verb(token(t.head).tag) && t.head != i) {
      const LossWord* first = entry(words_.verbs, token(t.head).lemma_hash);
      return first != nullptr && first->victim == VictimPosition::object && is_passive(tree_, t.head) ? object_of(t.head) : subject_of(t.head);
    }
    return std::nullopt;
  }

  std::optional<std::uint32_t> agent_of(std::uint32_t i) const {
    if (const auto by = child(i, Dep::agent)) return child(*by, Dep::pobj);
    if (is_passive(tree_, i) || !child(i, Dep::dobj)) return std::nullopt;
    if (const auto subject = child(i, Dep::nsubj)) return antecedent(tree_, *subject, i);
    if (token(i).dep == Dep::conj) return child(token(i).head, Dep::nsubj);
    return std::nullopt;
  }

  /// "claimed 12 lives".
  void by_lives(Loss loss, std::optional<std::uint32_t> object) {
    if (object && token(*object).lemma_hash == "suicide"_w) return victims_.add_all(without_agent(loss), subject_of(loss.trigger));
    if (object && token(loss.trigger).lemma_hash == "claim"_w && token(*object).lemma_hash != "life"_w && victims_.figure_of(*object) && victims_.is_human(*object)) {
      const auto subject = child(loss.trigger, Dep::nsubj);  // "the strike claimed more than 100 civilians"; a group that claims them as its own says so
      if (subject && !is_actor(*subject)) victims_.add_all(without_agent(loss), object);
      return;
    }
    if (!object || token(*object).lemma_hash != "life"_w) return;
    loss.inflicted_by.clear();
    if (is_described_by(*object, {"own"_w})) return victims_.add_all(loss, subject_of(loss.trigger));  // "took his own life"
    if (const auto of = prep_object(tree_, *object, "of"_w)) return victims_.add_all(loss, of);
    if (victims_.figure_of(*object)) victims_.add(loss, *object);
  }

  bool is_actor(std::uint32_t head) const {
    const auto id = entities_.at_head(head);
    return victims_.is_human(head) || (id && (entities_.list[id->index].kind == EntityKind::organisation || entities_.list[id->index].kind == EntityKind::state));
  }

  static Loss without_agent(Loss loss) {
    loss.inflicted_by.clear();
    return loss;
  }

  /// "lost 49 soldiers", "lost their lives".
  void by_lost(Loss loss, std::uint32_t i) {
    const auto object = child(i, Dep::dobj);
    loss.inflicted_by.clear();
    if (!object) return;
    if (token(*object).lemma_hash == "life"_w) {
      loss.sure = Certainty::yes;
      return victims_.add_all(loss, subject_of(i));
    }
    const auto id = entities_.at_head(*object);
    const bool people = id && (entities_.list[id->index].kind == EntityKind::armed_force || entities_.list[id->index].kind == EntityKind::armed_group || token(*object).lemma_hash == "man"_w);
    if (people && victims_.figure_of(*object)) victims_.add(loss, *object);
  }

  /// "suffered burns", "victims suffering from gunshot wounds".
  void by_harm(Loss loss, std::uint32_t i) {
    auto harm = child(i, Dep::dobj);
    if (!harm) harm = prep_object(tree_, i, "from"_w);
    if (!harm || !is_noun_of(VictimPosition::wound, *harm)) return;
    loss.inflicted_by.clear();
    victims_.add_all(loss, subject_of(i));
  }

  // ------------------------------------------------------------ adjectives

  /// "left 12 dead", "were dead and missing", "50 dead", "the wounded".
  void by_adjective(std::uint32_t i, const LossWord& word) {
    const Token& t = token(i);
    Loss loss = told_by(i, word);
    if (is_unreal(tree_, t.dep == Dep::acomp || t.dep == Dep::oprd ? t.head : i)) return;
    join_outcome(loss, i);
    if (account_of(i) && !victims_.figure_of(i) && (prep_object(tree_, t.head, "at"_w) || prep_object(tree_, i, "at"_w))) return by_toll(loss, i);  // "put the dead at 46"
    switch (t.dep) {
      case Dep::acomp: return victims_.add_all(loss, subject_of(t.head));
      case Dep::oprd:
      case Dep::advmod:
      case Dep::ccomp: {
        if (entry(words_.verbs, token(t.head).lemma_hash) != nullptr) return;  // "shot dead" is the verb's
        if (victims_.figure_of(i)) return victims_.add_with_parts(loss, i);                    // "reported 50 dead"
        if (const auto own = child(i, Dep::nsubj)) return victims_.add_all(loss, own);
        const auto object = child(t.head, Dep::dobj);
        return victims_.add_all(loss, object ? object : object_of(t.head));
      }
      case Dep::amod: return t.head > i ? victims_.add(loss, t.head) : victims_.add_all(loss, t.head);
      case Dep::acl: return victims_.add(loss, t.head);
      case Dep::conj: {
        if (victims_.figure_of(i)) return victims_.add(loss, i);
        const Token& first = token(t.head);
        const bool first_tells = entry(words_.adjectives, first.lower_hash) != nullptr || entry(words_.verbs, first.lemma_hash) != nullptr;
        if (!first_tells && victims_.are_counted_or_people(t.head)) return;
        if (const auto own = child(i, Dep::nsubj)) return victims_.add_all(loss, own);
        return;
      }
      case Dep::pobj:
        if (victims_.figure_of(i)) victims_.add_with_parts(loss, i);
        else victims_.add_among(loss, i);  // "two nurses were among the dead"
        return;
      default:
        if (victims_.figure_of(i)) victims_.add_with_parts(loss, i);
    }
  }

  // ------------------------------------------------------------ nouns

  void by_noun(std::uint32_t i, const LossWord& word) {
    if (is_unreal(tree_, i) || is_described_by(i, {"attempted"_w, "attempt"_w, "alleged"_w})) return;
    Loss loss = told_by(i, word);
    if (word.sure == Certainty::open && is_described_by(i, {"fatal"_w, "deadly"_w, "lethal"_w})) {  // "the fatal shooting of a clerk"
      loss.outcome = Outcome::killed;
      loss.sure = Certainty::yes;
    }
    switch (word.victim) {
      case VictimPosition::of: return by_death(loss, i);
      case VictimPosition::happening: return by_happening(loss, i);
      case VictimPosition::self:
        if (victims_.figure_of(i)) victims_.add(loss, i);
        return;
      case VictimPosition::bodies:
        if (const auto of = prep_object(tree_, i, "of"_w)) return victims_.add_all(loss, of);
        if (victims_.figure_of(i) && token(i).lemma_hash == "body"_w) victims_.add(loss, i);
        return;
      case VictimPosition::toll: return by_toll(loss, i);
      case VictimPosition::count: return by_count(loss, i);
      case VictimPosition::wound: return by_wound(loss, i);
      case VictimPosition::care: return by_care(loss, i, word);
      case VictimPosition::missile: return by_missile(loss, i);
      case VictimPosition::body_part: return by_body_part(loss, i, word);
      default: return;
    }
  }

  /// "the deaths of four soldiers", "his death", "49 deaths".
  void by_death(Loss loss, std::uint32_t i) {
    if (const auto by = prep_object(tree_, i, "by"_w)) loss.inflicted_by = {*by};
    if (const auto of = prep_object(tree_, i, "of"_w); of && (victims_.are_counted_or_people(*of) || victims_.is_human(*of))) return victims_.add_all(loss, of);
    if (victims_.figure_of(i) && token(i).tag != Tag::NN) return victims_.add(loss, i);  // "the multiple assassination" counts nobody
    if (const auto owner = child(i, Dep::poss); owner && victims_.is_human(*owner))
      victims_.add_all(loss, owner);
  }

  /// "the shooting of four men", "his shooting"; "four shootings" counts what happened and nobody.
  void by_happening(const Loss& loss, std::uint32_t i) {
    if (!victims_.figure_of(i)) by_death(loss, i);
  }

  bool is_described_by(std::uint32_t noun, std::initializer_list<Word> words) const {
    const TokenRange phrase = base_phrase(tree_, noun);
    for (std::uint32_t at = phrase.begin; at < noun; ++at)
      if (std::find(words.begin(), words.end(), token(at).lower_hash) != words.end()) return true;
    return false;
  }

  /// "a death toll of 43", "the toll rose to 43", "bringing the toll to 43".
  void by_toll(Loss loss, std::uint32_t i) {
    loss.is_total = true;
    loss.is_earlier = says(tree_.sentence_of(i), RevisionWord::earlier);
    loss.account_of = account_of(i);
    if (const auto of = prep_object(tree_, i, "of"_w); of && victims_.figure_of(*of)) return victims_.add(loss, *of);
    const Token& t = token(i);
    std::vector<std::uint32_t> from = {i};
    if (t.dep == Dep::nsubj || t.dep == Dep::dobj || t.dep == Dep::nsubjpass) from.push_back(t.head);
    for (const std::uint32_t start : from)
      for (const std::uint32_t c : tree_.children(start)) {
        if ((token(c).dep == Dep::attr || token(c).dep == Dep::dobj || token(c).dep == Dep::acomp) && c > i && victims_.figure_of(c)) return victims_.add_all(loss, c);
        if (token(c).dep == Dep::prep && c > i)
          if (const auto object = child(c, Dep::pobj); object && victims_.figure_of(*object)) return victims_.add_all(loss, *object);
      }
    by_toll_in_order(loss, i);
  }

  /// "The monitor gave a higher toll of 48", "police put the toll at 44": who counts, beside others who count the same.
  std::optional<std::uint32_t> account_of(std::uint32_t toll) const {
    static constexpr Word counting[] = {"give"_w, "put"_w, "set"_w, "place"_w, "estimate"_w, "report"_w};
    if (token(toll).dep != Dep::dobj || std::find(std::begin(counting), std::end(counting), token(token(toll).head).lemma_hash) == std::end(counting)) return std::nullopt;
    return child(token(toll).head, Dep::nsubj);
  }

  /// "the toll from the two blasts reached 330 overnight": the figure behind a word that a toll's number follows, however it is parsed.
  void by_toll_in_order(const Loss& loss, std::uint32_t i) {
    static constexpr Word leads[] = {"to"_w, "at"_w, "of"_w, "is"_w, "was"_w, "reached"_w, "hit"_w, "topped"_w, "passed"_w, "exceeded"_w, "stood"_w, "stands"_w, "least"_w, "than"_w, ":"_w};
    constexpr std::uint32_t reach = 14;
    const std::uint32_t end = std::min(tree_.sentence_of(i).end, i + reach);
    for (std::uint32_t at = i + 1; at < end; ++at) {
      if (!victims_.figure_at(at)) continue;
      const bool is_led = std::find(std::begin(leads), std::end(leads), token(at - 1).lower_hash) != std::end(leads);
      if (is_led) victims_.add(loss, at);
      return;
    }
  }

  /// "the number of those killed has risen to 120": a toll of what the words behind "of" tell.
  void by_count(Loss loss, std::uint32_t i) {
    const auto of = prep_object(tree_, i, "of"_w);
    if (!of) return;
    const TokenRange counted = tree_.subtree(*of);
    for (std::uint32_t at = counted.begin; at < counted.end; ++at) {
      const LossWord* word = entry(words_.adjectives, token(at).lower_hash);
      if (word == nullptr) word = is_verb(token(at).tag) ? entry(words_.verbs, token(at).lemma_hash) : entry(words_.nouns, token(at).lemma_hash);
      const bool counts_people = word != nullptr && word->sure == Certainty::yes && word->victim != VictimPosition::count && word->victim != VictimPosition::lives;
      if (!counts_people && token(at).lemma_hash != "victim"_w) continue;
      if (counts_people) loss.outcome = word->outcome;
      return by_toll(loss, i);
    }
  }

  // ------------------------------------------------------------ nouns of harm

  /// "two men with gunshot wounds", "was treated for burns".
  void by_wound(Loss loss, std::uint32_t i) {
    if (token(i).dep != Dep::pobj) return;
    const std::uint32_t preposition = tree_.head(i);
    const Word w = token(preposition).lower_hash;
    if ((w != "with"_w && w != "from"_w && w != "for"_w) || tree_.is_root(preposition)) return;
    victims_.add_all(loss, patient_of(tree_.head(preposition)));
  }

  /// "was taken to hospital", "is in critical condition".
  void by_care(Loss loss, std::uint32_t i, const LossWord& word) {
    if (token(i).dep != Dep::pobj || tree_.is_root(tree_.head(i))) return;
    const std::uint32_t up = tree_.head(tree_.head(i));
    const auto has = [&](Word w) { return std::find(word.modifiers.begin(), word.modifiers.end(), w) != word.modifiers.end(); };
    const TokenRange phrase = base_phrase(tree_, i);
    bool fits = is_verb(token(up).tag) && has(token(up).lemma_hash);
    for (std::uint32_t at = phrase.begin; at < phrase.end && !fits; ++at) fits = has(token(at).lower_hash);
    if (fits) victims_.add_all(loss, patient_of(up));
  }

  /// "was hit by a bullet".
  void by_missile(Loss loss, std::uint32_t i) {
    if (token(i).dep != Dep::pobj || token(tree_.head(i)).lower_hash != "by"_w) return;
    const std::uint32_t verb = tree_.head(tree_.head(i));
    if (!is_verb(token(verb).tag) || !is_passive(tree_, verb)) return;
    victims_.add_all(loss, object_of(verb));
    add_further_subjects(loss, verb);
  }

  /// "was struck in the leg", "hit the woman in the face".
  void by_body_part(const Loss& loss, std::uint32_t i, const LossWord& word) {
    if (token(i).dep != Dep::pobj || (token(tree_.head(i)).lower_hash != "in"_w && token(tree_.head(i)).lower_hash != "on"_w)) return;
    const std::uint32_t verb = tree_.head(tree_.head(i));
    if (!is_verb(token(verb).tag) || is_unreal(tree_, verb) || std::find(word.modifiers.begin(), word.modifiers.end(), token(verb).lemma_hash) == word.modifiers.end()) return;
    victims_.add_all(loss, object_of(verb));
  }

  /// Who is in a state: the noun itself, or whom the verb is done to.
  std::optional<std::uint32_t> patient_of(std::uint32_t i) const {
    // "went to the hospital with injuries": the parser hangs the injuries on the hospital.
    const bool is_place = is_noun(token(i).tag) && token(i).dep == Dep::pobj && !victims_.is_human(i) && !tree_.is_root(tree_.head(i));
    if (is_place && is_verb(token(tree_.head(tree_.head(i))).tag)) i = tree_.head(tree_.head(i));
    if (!is_verb(token(i).tag) && token(i).pos != Pos::AUX) return i;
    if (entry(words_.verbs, token(i).lemma_hash) != nullptr && token(i).lemma_hash != "take"_w) return std::nullopt;  // the verb tells it itself
    if (is_unreal(tree_, i)) return std::nullopt;
    if (const auto subject = child(i, Dep::nsubjpass)) return antecedent(tree_, *subject, i);
    if (const auto object = child(i, Dep::dobj); object && victims_.is_human(*object)) return object;
    return subject_of(i);
  }

  const Tree& tree_;
  const Losses& words_;
  const Entities& entities_;
  LossVictims victims_;
};

}  // namespace

std::vector<Loss> find_losses(const Tree& tree, const Knowledge& knowledge, const Entities& entities, const std::vector<FoundFigure>& figures) {
  return LossFinder(tree, knowledge.losses, entities, figures).find(figures);
}

}  // namespace sitrep
