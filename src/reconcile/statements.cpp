// SPDX-License-Identifier: Apache-2.0
#include "reconcile/statements.h"

#include <algorithm>
#include <set>

#include "reconcile/matching.h"
#include "reconcile/sources.h"

namespace sitrep {
namespace {

/// Does the stance of an answer deny what it answers?
bool is_denial(Stance stance) { return stance == Stance::denies; }

/// A copy of a report before it says nothing of its own.
bool is_copy(std::span<const Account* const> accounts, std::size_t number) {
  for (std::size_t i = 0; i < number; ++i)
    if (text_overlap(accounts[i]->provenance.sketch, accounts[number]->provenance.sketch) >= same_story) return true;
  return false;
}

}  // namespace

std::vector<StatedClaim> statements_of(std::span<const Account* const> accounts) {
  std::vector<StatedClaim> claims;
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    if (is_copy(accounts, i)) continue;
    const Account* account = accounts[i];
    const auto first = static_cast<std::uint32_t>(claims.size());
    for (const StatementAccount& statement : account->statements) {
      StatedClaim claim{statement.claimant, statement.stance, statement.about, {account->report, statement.start, statement.end}, {}, {}};
      if (statement.answers) {
        const std::uint32_t other = first + *statement.answers;
        (is_denial(statement.stance) ? claim.contradicts : claim.confirms).push_back(other);
      }
      claims.push_back(std::move(claim));
    }
  }
  return claims;
}

std::vector<ResponsibilityClaim> responsibility_of(std::span<const Account* const> accounts) {
  std::vector<ResponsibilityClaim> result;
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    if (is_copy(accounts, i)) continue;
    const Account* account = accounts[i];
    for (const BlameAccount& blame : account->blame) {
      const std::string claimant = blame.claimant.value_or("report: " + source_name(*account));
      const bool is_known = std::any_of(result.begin(), result.end(), [&](const ResponsibilityClaim& other) {
        return other.actor == blame.actor && other.blame == blame.blame && other.claimant == claimant;
      });
      if (!is_known) result.push_back({blame.actor, blame.blame, claimant, account->published, {account->report, blame.start, blame.end}});
    }
  }
  return result;
}

Grade grade_of(const std::vector<ResponsibilityClaim>& responsibility) {
  std::set<std::string> actors;
  std::set<std::string> voices;
  bool is_claimed = false;
  bool is_denied = false;
  for (const ResponsibilityClaim& claim : responsibility) {
    if (claim.blame == Blame::denied) {
      is_denied = true;
      continue;
    }
    actors.insert(claim.actor);
    voices.insert(claim.claimant);
    is_claimed |= claim.blame == Blame::claimed;
  }
  if (actors.empty()) return Grade::unknown;
  if (is_denied || actors.size() > 1) return Grade::contested;
  return is_claimed ? Grade::confirmed : voices.size() > 1 ? Grade::fair : Grade::weak;
}

}  // namespace sitrep
