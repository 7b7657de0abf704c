#include "rules/dossier_text.h"

#include <algorithm>

#include "base/capital.h"
#include "base/hash.h"
#include "base/text.h"

namespace lianhu {
namespace {

bool holds(const std::string& text, std::string_view word) { return text.find(word) != std::string::npos; }

// Occurrences of a name that are not part of the longer name in `unless`.
bool cites(std::string text, const RepealedLaw& law) {
  if (!law.unless.empty()) {
    for (std::size_t at = text.find(law.unless); at != std::string::npos; at = text.find(law.unless)) text.erase(at, law.unless.size());
  }
  return holds(text, law.name);
}

std::string quoted(std::string_view word) { return "“" + std::string(word) + "”"; }

std::string yuan(std::int64_t fen) {
  std::string out = std::to_string(fen / 100);
  if (fen % 100 != 0) out += "." + std::to_string(fen % 100 / 10) + (fen % 10 != 0 ? std::to_string(fen % 10) : "");
  return out + "元";
}

std::vector<std::string> characters(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const std::string_view one = first_chars(text, 1);
    if (one.empty()) break;
    out.emplace_back(one);
    text.remove_prefix(one.size());
  }
  return out;
}

}  // namespace

DossierFinding finding(Weight weight, std::string where, std::string message, std::string remedy, std::string basis) {
  DossierFinding out;
  out.key = sha256_hex(where + "\n" + message).substr(0, 16);
  out.weight = weight;
  out.where = std::move(where);
  out.message = std::move(message);
  out.remedy = std::move(remedy);
  out.basis = std::move(basis);
  return out;
}

std::vector<DossierFinding> check_words(const DossierPlan& plan, const std::vector<DossierText>& texts, Date agreed) {
  std::vector<DossierFinding> out;
  std::string all;
  for (const DossierText& text : texts) {
    all += text.words + "\n";
    for (const WrongWord& word : plan.wrong) {
      if (holds(text.words, word.text)) out.push_back(finding(Weight::mend, text.where, "写成了" + quoted(word.text), "应为" + quoted(word.right)));
    }
    for (const std::string& word : plan.vague) {
      if (!text.clause || !holds(text.words, word)) continue;
      out.push_back(finding(Weight::mend, text.where, quoted(word) + "没有写明做到什么、到哪一天为止", "写明具体的内容、数量和日期；内容不明确的，法院不予确认", "民诉法解释第358条"));
    }
    for (const RepealedLaw& law : plan.repealed) {
      if (agreed >= law.from && cites(text.words, law)) {
        out.push_back(finding(Weight::mend, text.where, "引用了已经废止的《" + law.name + "》", "现在看" + law.now + "，请核对条文", "民法典第1260条"));
      }
    }
  }
  for (const AlikeWords& alike : plan.alike) {
    std::vector<std::string> found;
    std::copy_if(alike.words.begin(), alike.words.end(), std::back_inserter(found), [&](const std::string& word) { return holds(all, word); });
    if (found.size() < 2 && (alike.alone.empty() || !holds(all, alike.alone))) continue;
    std::string words;
    for (const std::string& word : found) words += quoted(word);
    out.push_back(finding(Weight::look, "用词", "写有" + words, alike.says, alike.basis));
  }
  return out;
}

std::vector<DossierFinding> check_amounts(const std::vector<DossierText>& texts) {
  std::vector<DossierFinding> out;
  for (const DossierText& text : texts) {
    const auto amounts = find_amounts(text.words);
    // Capitals repeat the figure before them.
    for (std::size_t i = 1; i < amounts.size(); ++i) {
      if (!amounts[i].capital || amounts[i - 1].capital || amounts[i].fen == amounts[i - 1].fen) continue;
      out.push_back(finding(Weight::mend, text.where, "小写" + std::string(amounts[i - 1].words) + "与大写" + std::string(amounts[i].words) + "不一致",
                            "大写应为" + capital_amount(amounts[i - 1].fen) + "，或者更正小写"));
    }
    if (!text.fen || amounts.empty()) continue;
    const bool named = std::any_of(amounts.begin(), amounts.end(), [&](const FoundAmount& one) { return one.fen == *text.fen; });
    if (!named) {
      out.push_back(finding(Weight::mend, text.where, "文字里写的是" + std::string(amounts.front().words) + "，金额一栏是" + yuan(*text.fen), "请核对，改成一致"));
    }
  }
  return out;
}

std::vector<DossierFinding> check_names(const std::vector<std::string>& names, const std::vector<DossierText>& texts) {
  std::vector<DossierFinding> out;
  for (const std::string& name : names) {
    const auto right = characters(name);
    if (right.size() < 3) continue;
    for (const DossierText& text : texts) {
      const auto words = characters(text.words);
      for (std::size_t at = 0; at + right.size() <= words.size(); ++at) {
        if (words[at] != right[0]) continue;
        std::size_t differ = 0;
        std::string written;
        for (std::size_t i = 0; i < right.size(); ++i) {
          differ += words[at + i] != right[i] ? 1 : 0;
          written += words[at + i];
        }
        if (differ != 1 || std::find(names.begin(), names.end(), written) != names.end()) continue;
        out.push_back(finding(Weight::look, text.where, "写有" + quoted(written) + "，当事人登记的是" + quoted(name), "是同一个人的，改成一致；不是的，写明是谁"));
        break;
      }
    }
  }
  return out;
}

}  // namespace lianhu
