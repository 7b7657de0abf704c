#pragma once
// The facts of a matter under the names that papers' fields use (papers/<code>/fields.toml), and the filling of a change's
// documents with them. A paper whose required field has no fact cannot be made; the refusal names the field.
//
// Thread rule: any thread.

#include "base/result.h"
#include "desk/house.h"
#include "model/change.h"
#include "model/matter_file.h"
#include "paper/fields.h"
#include "paper/template.h"

namespace lianhu {

// The matter as it will be after the change.
paper::Fields paper_facts(const House& house, const MatterFile& before, const Change& change, const Document& document, const Ground& ground);

// Fields, version and hash of one document, out of the facts its paper asks for.
Result<Done> fill_document(const House& house, const paper::Fields& facts, Document& document);

// Fields and hash of every new document. Papers are stored as fields and rendered after the commit (settled 16).
Result<Done> fill_documents(const House& house, const MatterFile& before, const Ground& ground, Change& change);

}  // namespace lianhu
