// SPDX-License-Identifier: Apache-2.0
// Accounts as JSON: the fields, each named once.
#include <concepts>

#include "reconcile/account.h"
#include "record/ledger_fields.h"
#include "record/plain_json.h"

namespace sitrep {

template <class V, class R>
  requires std::same_as<std::remove_const_t<R>, Provenance>
void fields(V& visit, R& x) {
  visit("publisher", x.publisher);
  visit("byline", x.byline);
  visit("agency", x.agency);
  visit("sketch", x.sketch);
}

template <class V, class R>
  requires std::same_as<std::remove_const_t<R>, FigureAccount>
void fields(V& visit, R& x) {
  visit("outcome", x.outcome);
  visit("side", x.side);
  visit("class", x.victim_class);
  visit("low", x.low);
  visit("best", x.best);
  visit("high", x.high);
  visit("qualifier", x.qualifier);
  visit("claimant", x.claimant);
  visit("claimant_side", x.claimant_side);
  visit("place", x.place);
  visit("is_part", x.is_part);
  visit("is_running_total", x.is_running_total);
  visit("has_died", x.has_died);
  visit("start", x.start);
  visit("end", x.end);
}

template <class V, class R>
  requires std::same_as<std::remove_const_t<R>, StatementAccount>
void fields(V& visit, R& x) {
  visit("claimant", x.claimant);
  visit("claimant_side", x.claimant_side);
  visit("stance", x.stance);
  visit("about", x.about);
  visit("answers", x.answers);
  visit("start", x.start);
  visit("end", x.end);
}

template <class V, class R>
  requires std::same_as<std::remove_const_t<R>, BlameAccount>
void fields(V& visit, R& x) {
  visit("actor", x.actor);
  visit("blame", x.blame);
  visit("claimant", x.claimant);
  visit("start", x.start);
  visit("end", x.end);
}

template <class V, class R>
  requires std::same_as<std::remove_const_t<R>, Account>
void fields(V& visit, R& x) {
  visit("report", x.report);
  visit("number", x.number);
  visit("published", x.published);
  visit("provenance", x.provenance);
  visit("family", x.family);
  visit("kind", x.kind);
  visit("title", x.title);
  visit("from", x.from);
  visit("to", x.to);
  visit("time_precision", x.time_precision);
  visit("is_ended", x.is_ended);
  visit("places", x.places);
  visit("sides", x.sides);
  visit("weapons", x.weapons);
  visit("people", x.people);
  visit("names", x.names);
  visit("is_bare", x.is_bare);
  visit("figures", x.figures);
  visit("statements", x.statements);
  visit("blame", x.blame);
}

std::string to_json(const Account& account) { return to_line(plain_json::written(account)); }

Account account_from_json(std::string_view json, std::string_view where) {
  Account account;
  plain_json::read(parse_json(json, where), account, std::string(where));
  return account;
}

Provenance provenance_from_json(std::string_view json, std::string_view where) {
  Provenance provenance;
  plain_json::read(parse_json(json, where), provenance, std::string(where));
  return provenance;
}

}  // namespace sitrep
