// What does a citizen's app see of the tickets? The view of Open311's GeoReport v2: service requests in JSON or XML.
//
//   const auto reading = read_open311_view(text, "open311.toml", rules);   // which label feeds which field
//   for (const Case& matter : cases)
//     if (auto request = service_request(matter, *reading.view, in_force)) requests.push_back(*request);
//   to_open311_json(requests);                                             // as GET requests.json answers
//
//   [open311]
//   kind               = "order"                  # tickets of this kind; every kind until stated
//   service_name       = "matter"                 # an attribute or label, or { is = "a fixed text" }
//   service_code       = { from = "matter", codes = { "Street light" = "006" } }
//   agency_responsible = "department"
//   expected_datetime  = ["resolve", "sub-urgent-close"]   # the first of these promises that the ticket has
//
// A request is the citizen's own ticket, the first of its case. Its status is `closed` in a final state, its notes are
// that state as the rules call it; it was requested when it was opened, and updated at its last change of state, which
// is its closing once it is closed. It is expected at the due instant of the promise, met or not; where that stands
// still, or nothing is promised, at none. All 17 fields are written in the published order; what is not known is null,
// or empty.
// Source: https://wiki.open311.org/GeoReport_v2 (GET Service Requests), frozen 2011.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hotline/core/case.hpp"
#include "hotline/core/in_force.hpp"
#include "hotline/export.hpp"
#include "hotline/rules/rules.hpp"

namespace hotline {

inline constexpr std::array<std::string_view, 17> open311_fields{"service_request_id",
                                                                 "status",
                                                                 "status_notes",
                                                                 "service_name",
                                                                 "service_code",
                                                                 "description",
                                                                 "agency_responsible",
                                                                 "service_notice",
                                                                 "requested_datetime",
                                                                 "updated_datetime",
                                                                 "expected_datetime",
                                                                 "address",
                                                                 "address_id",
                                                                 "zipcode",
                                                                 "lat",
                                                                 "long",
                                                                 "media_url"};

using ServiceRequest = std::array<std::optional<std::string>, open311_fields.size()>;  // by field

struct Open311Field {
  std::string from;                          // an attribute or label
  std::string text;                          // fixed
  std::map<std::string, std::string> codes;  // what its values are called; one that is not among them as it is
};

struct Open311View {
  std::string kind;                            // empty: any
  std::map<std::string, Open311Field> fields;  // by their published names
  std::vector<std::string> promises;           // of expected_datetime; empty: the ticket's first
};

struct Open311Reading {
  std::optional<Open311View> view;  // only when there is no fault
  std::vector<Finding> faults;
};

HOTLINE_API Open311Reading read_open311_view(std::string_view text, std::string_view file, const Rules& rules);

// Nothing: its first ticket is of another kind.
HOTLINE_API std::optional<ServiceRequest> service_request(const Case& matter, const Open311View& view,
                                                          const InForce& in_force);

HOTLINE_API std::string to_open311_json(const std::vector<ServiceRequest>& requests);
HOTLINE_API std::string to_open311_xml(const std::vector<ServiceRequest>& requests);

}  // namespace hotline
