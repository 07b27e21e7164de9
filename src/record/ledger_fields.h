// SPDX-License-Identifier: Apache-2.0
// The fields of the ledger, each named once; see record/plain_json.h for who walks them.
#pragma once

#include <concepts>
#include <type_traits>

#include "record/ledger.h"

namespace sitrep {

template <class V, class R>
  requires std::same_as<std::remove_const_t<R>, Evidence>
void fields(V& visit, R& x) {
  visit("report", x.report);
  visit("start", x.start);
  visit("end", x.end);
}

template <class V, class R>
  requires std::same_as<std::remove_const_t<R>, LedgerPlace>
void fields(V& visit, R& x) {
  visit("name", x.name);
  visit.inlined(x.evidence);
  visit("geonameid", x.geonameid);
  visit("lat", x.lat);
  visit("lon", x.lon);
  visit("country", x.country);
  visit("admin1", x.admin1);
  visit("feature", x.feature);
  visit("precision", x.precision);
  visit("confidence", x.confidence);
}

template <class V, class R>
  requires std::same_as<std::remove_const_t<R>, LedgerSide>
void fields(V& visit, R& x) {
  visit("key", x.key);
  visit("role", x.role);
}

template <class V, class R>
  requires std::same_as<std::remove_const_t<R>, FigureClaim>
void fields(V& visit, R& x) {
  visit("claimant", x.claimant);
  visit("relation", x.relation);
  visit("low", x.low);
  visit("best", x.best);
  visit("high", x.high);
  visit("as_of", x.as_of);
  visit.inlined(x.evidence);
  visit("standing", x.standing);
  visit("class", x.victim_class);
  visit("place", x.place);
}

template <class V, class R>
  requires std::same_as<std::remove_const_t<R>, CasualtyRow>
void fields(V& visit, R& x) {
  visit("outcome", x.outcome);
  visit("side", x.side);
  visit("class", x.victim_class);
  visit("low", x.low);
  visit("best", x.best);
  visit("high", x.high);
  visit("agreement", x.agreement);
  visit("claims", x.claims);
}

template <class V, class R>
  requires std::same_as<std::remove_const_t<R>, StatedClaim>
void fields(V& visit, R& x) {
  visit("claimant", x.claimant);
  visit("stance", x.stance);
  visit("about", x.about);
  visit.inlined(x.evidence);
  visit("contradicts", x.contradicts);
  visit("confirms", x.confirms);
}

template <class V, class R>
  requires std::same_as<std::remove_const_t<R>, ResponsibilityClaim>
void fields(V& visit, R& x) {
  visit("actor", x.actor);
  visit("blame", x.blame);
  visit("claimant", x.claimant);
  visit("as_of", x.as_of);
  visit.inlined(x.evidence);
}

template <class V, class R>
  requires std::same_as<std::remove_const_t<R>, LedgerIncident>
void fields(V& visit, R& x) {
  visit("id", x.id);
  visit("kind", x.kind);
  visit("title", x.title);
  visit("from", x.from);
  visit("to", x.to);
  visit("time_precision", x.time_precision);
  visit("places", x.places);
  visit("sides", x.sides);
  visit("casualties", x.casualties);
  visit("totals", x.totals);
  visit("claims", x.claims);
  visit("responsibility", x.responsibility);
  visit("event_grade", x.event_grade);
  visit("responsibility_grade", x.responsibility_grade);
  visit("figure_grade", x.figure_grade);
  visit("reports", x.reports);
  visit("independent_sources", x.independent_sources);
  visit("status", x.status);
  visit("revision", x.revision);
  visit("first_seen", x.first_seen);
  visit("last_seen", x.last_seen);
}

}  // namespace sitrep
