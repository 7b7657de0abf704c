#include "desk/blank_back.h"

#include <algorithm>

#include "base/text.h"
#include "desk/paper_offer.h"
#include "model/blank_form.h"
#include "rules/dossier_plan.h"

namespace lianhu {
namespace {

Error wrong(const char* pointer, const std::string& message) { return invalid("invalid_fields", message, {{pointer, message}}); }

}  // namespace

Result<Done> check_blank_back(const House& house, const WholeMatter& whole, const Order& order) {
  const auto given = order.fields.find(std::string(blank_number_field));
  if (given == order.fields.end() || given->second.empty()) return done;
  const auto named = [&](const Document& one) { return one.proceeding == order.proceeding && is_blank_form(one) && *one.number == given->second; };
  const auto form = std::find_if(whole.documents.begin(), whole.documents.end(), named);
  if (form == whole.documents.end()) return wrong("/fields/blank_number", "这件调解里没有编号为“" + given->second + "”的空白文书，请照文书上印的编号核对");
  if (!is_out(whole.file, *form)) return wrong("/fields/blank_number", "这份空白文书已经收回或者作废，请核对编号");
  const Proceeding* proceeding = whole.file.proceeding(order.proceeding);
  const DossierPlan* plan = proceeding ? plan_of(house.dossiers(), proceeding->procedure_name) : nullptr;
  const bool fits = plan && std::any_of(plan->items.begin(), plan->items.end(), [&](const DossierItem& item) {
    const auto among = [](const std::vector<std::string>& all, const std::string& one) { return std::find(all.begin(), all.end(), one) != all.end(); };
    return among(item.moves, order.move) && among(item.papers, form->paper);
  });
  if (!fits) return wrong("/fields/blank_number", "“" + form->title + "”不是这一步的文书，请在案卷自查里收入对应的一项");
  if (order.attachments.empty()) return wrong("/attachments", "请把写好的这一份拍下来，一并提交");
  return done;
}

}  // namespace lianhu
