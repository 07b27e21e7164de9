// SPDX-License-Identifier: Apache-2.0
// The API's answers about what happened to the ledger: the list of changes, the Atom feed, and corrections.
#include "app/api_call.h"
#include "app/clock.h"
#include "app/correction_request.h"
#include "app/incident_filter.h"
#include "app/sheet.h"
#include "base/format.h"
#include "base/json.h"

namespace sitrep {
namespace {

constexpr std::int64_t usual_changes = 200;
constexpr std::int64_t most_changes = 1000;
constexpr std::int64_t most_entries = 100;
constexpr std::size_t longest_text = 10000;

Json change_of(const LedgerChange& change) {
  return {{"ledger_revision", change.revision.ledger_revision}, {"at", change.revision.at ? Json(*change.revision.at) : Json(nullptr)}, {"incident", change.incident},
          {"revision", change.revision.revision}, {"by", change.revision.cause}, {"what", change.revision.changes}};
}

std::string entry_of(const LedgerChange& change, const std::string& title) {
  std::string what;
  for (const std::string& sentence : change.revision.changes) what += (what.empty() ? "" : "; ") + sentence;
  return format("<entry><id>urn:sitrep:{0}:{1}:{2}</id><title>{1}, revision {2}</title><updated>{3}</updated><author><name>sitrep</name></author>"
                "<link rel=\"alternate\" type=\"text/html\" href=\"/?i={1}\"/><summary>{4}</summary></entry>\n",
                escaped_markup(title), change.incident, change.revision.revision, escaped_markup(change.revision.at.value_or("1970-01-01T00:00:00Z")),
                escaped_markup(format("{} (by {})", what, change.revision.cause)));
}

/// A member that must be a text where it is there.
std::optional<std::string> text_of(const Json& object, const char* name) {
  if (!object.contains(name) || object.at(name).is_null()) return std::nullopt;
  const Json& member = object.at(name);
  if (!member.is_string() || member.get_ref<const std::string&>().size() > longest_text) throw ApiError(400, format("{}: a text is needed", name));
  return member.get<std::string>();
}

std::vector<std::string> texts_of(const Json& object, const char* name) {
  if (!object.contains(name) || object.at(name).is_null()) return {};
  std::vector<std::string> texts;
  for (const Json& item : object.at(name)) {
    if (!object.at(name).is_array() || !item.is_string()) throw ApiError(400, format("{}: a list of texts is needed", name));
    texts.push_back(item.get<std::string>());
  }
  return texts;
}

CorrectionRequest request_of(const Json& body) {
  constexpr std::string_view members[] = {"action", "incident", "other", "correction", "report", "reports", "field", "value", "author", "reason", "date", "revision"};
  for (const auto& [name, value] : body.items())
    if (std::find(std::begin(members), std::end(members), name) == std::end(members)) throw ApiError(400, format("'{}' is no part of a correction; there are {}", name, fmt::join(members, ", ")));
  CorrectionRequest request;
  request.action = text_of(body, "action").value_or("");
  for (const char* name : {"incident", "other"})
    if (const auto id = text_of(body, name)) request.targets.push_back(*id);
  if (body.contains("correction") && body.at("correction").is_number_integer()) request.targets.push_back(format("{}", body.at("correction").get<std::int64_t>()));
  request.author = text_of(body, "author").value_or("");
  request.reason = text_of(body, "reason").value_or("");
  request.date = text_of(body, "date").value_or(utc_now().substr(0, 10));
  request.reports = texts_of(body, "reports");
  if (const auto report = text_of(body, "report")) request.reports.push_back(*report);
  request.field = text_of(body, "field");
  request.value = text_of(body, "value");
  return request;
}

/// Who corrects must have seen the incident as it is.
void check_revision(const Json& body, Store& store) {
  const auto incident = text_of(body, "incident");
  if (!body.contains("revision") || !incident) return;
  const std::uint32_t now = store.incident(*incident).revision;
  if (!body.at("revision").is_number_integer() || body.at("revision").get<std::int64_t>() != now)
    throw ApiError(409, format("{} has changed meanwhile: its revision is {}; look at it again", *incident, now));
}

}  // namespace

ApiAnswer answer_changes(ApiCall& call) {
  std::int64_t since = 0;
  if (const auto given = call.parameter("since")) since = whole_number("since", *given, 0);
  const Listing listing = listing_of(call, usual_changes, most_changes);
  Json changes = Json::array();
  for (const LedgerChange& change : call.store.changes_since(since, listing.most)) changes.push_back(change_of(change));
  const bool has_more = static_cast<std::int64_t>(changes.size()) == listing.most;
  return {to_line({{"ledger_revision", call.ledger_revision}, {"has_more", has_more}, {"changes", std::move(changes)}})};
}

ApiAnswer answer_feed(ApiCall& call) {
  const std::vector<LedgerChange> changes = call.store.latest_changes(most_entries);
  const std::string updated = changes.empty() ? "1970-01-01T00:00:00Z" : changes.front().revision.at.value_or("1970-01-01T00:00:00Z");
  std::string feed = format("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>urn:sitrep:{0}</id>"
                            "<title>Changes of the ledger {0}</title><updated>{1}</updated><link rel=\"self\" href=\"/atom.xml\"/>\n",
                            escaped_markup(call.title), escaped_markup(updated));
  for (const LedgerChange& change : changes) feed += entry_of(change, call.title);
  return {feed + "</feed>\n", "application/atom+xml; charset=utf-8"};
}

std::string answer_correction(const std::filesystem::path& file, const std::string& text) {
  const Json body = parse_json(text, "the correction");
  if (!body.is_object()) throw ApiError(400, "a correction is a JSON object");
  const CorrectionRequest request = request_of(body);
  std::error_code unreadable;
  if (!std::filesystem::exists(file, unreadable)) throw ApiError(503, "there is no store yet");
  Store store = Store::for_writing(file);
  check_revision(body, store);
  const std::int64_t number = store.correct(correction_of(request, store), utc_now());
  const auto incident = text_of(body, "incident");
  return to_line({{"correction", number}, {"incident", incident ? Json(store.incident(*incident).id) : Json(nullptr)}, {"ledger_revision", store.ledger_revision()}});
}

}  // namespace sitrep
