#pragma once
// Reads one gateway file (gateways/<name>.toml of the operator) and fills its templates.
//
// Invariant: what parse_gateway returns is whole: an address by https or smtps (plain only to this machine), templates that
// name nothing but {id} {to} {text} {number} {time} {secret}, and quiet hours where people are told.
// A value put into a template is escaped for where it stands and can bring in no line of its own.
// Errors: code "gateway_file"; Chinese, beginning with the file's name and line.
// Thread rule: pure functions.

#include <map>
#include <string>
#include <string_view>

#include "base/result.h"
#include "model/delivery.h"

namespace lianhu {

Result<GatewaySpec> parse_gateway(std::string_view text, std::string_view file_name);

using TemplateValues = std::map<std::string, std::string, std::less<>>;
enum class Spot { url, header, json, form };
std::string fill_template(std::string_view text, const TemplateValues& values, Spot place);

// What an answer means.
enum class Meaning { yes, no, later };
Meaning meaning_of(const GatewaySpec& spec, int status, std::string_view body);

}  // namespace lianhu
