#include "desk/procedure_desk.h"

#include <algorithm>

#include "base/hash.h"
#include "base/resource.h"
#include "desk/audit_row.h"
#include "desk/intake_desk.h"
#include "desk/released_procedures.h"
#include "rules/procedure_view.h"
#include "store/change_store.h"
#include "store/held_store.h"

namespace lianhu {
namespace {

constexpr std::string_view kRoute = "submit_procedure";
constexpr int kMostDrafts = 50;
constexpr int kMostNumbers = 20;
constexpr std::size_t kMostFaults = 200;

bool reads(const Actor& actor) { return !not_admin(actor, Role::system_admin) || !not_admin(actor, Role::security_admin); }

std::string who(const Directory& directory, const AccountId& id) {
  const StaffMember* member = directory.member(id);
  return member ? member->name : "（已删除的账户）";
}

std::string state_title(const std::string& state) { return state == "waiting" ? "等安全管理员发布" : state == "released" ? "已发布" : "已退回"; }

bool has_start(const Procedure& procedure, const std::string& name) {
  const Move* move = procedure.move(name);
  return move && move->starts;
}

// What other procedures still name by an older version.
std::vector<std::string> still_older(const ProcedureLibrary& library, const Procedure& fresh) {
  std::vector<std::string> out;
  for (const Procedure& other : library.all()) {
    if (library.latest(other.name) != &other || other.name == fresh.name) continue;
    for (const Move& move : other.moves) {
      for (const Effect& effect : move.effects) {
        const std::string note = "“" + other.title + "”第 " + std::to_string(other.version) + " 版的“" + move.title + "”转入的是 " + effect.procedure + "，要转入新版的，也要发布它的新版";
        const bool older = effect.procedure.starts_with(fresh.name + "@") && effect.procedure != fresh.id();
        if (older && std::find(out.begin(), out.end(), note) == out.end()) out.push_back(note);
      }
    }
  }
  return out;
}

}  // namespace

ProcedureDraftRow ProcedureDesk::row(const Actor& actor, const ProcedureDraft& draft) const {
  const auto directory = house_.directory();
  ProcedureDraftRow out{draft.id, draft.name, "", draft.sha256, draft.state, state_title(draft.state), who(*directory, draft.submitted_by), draft.version,
                        draft.submitted_at, draft.decided_at, std::nullopt, draft.reason, false};
  out.title = read_released(draft.text).procedure.title;
  if (draft.decided_by) out.decided_by = who(*directory, *draft.decided_by);
  out.may_release = draft.state == "waiting" && !not_admin(actor, Role::security_admin) && actor.account != draft.submitted_by;
  return out;
}

Result<ProcedureVersions> ProcedureDesk::versions(const Actor& actor) const {
  if (!reads(actor)) return forbidden("role_needed", "程序由系统管理员提交、安全管理员发布");
  ProcedureVersions out;
  const auto directory = house_.directory();
  const ProcedureLibrary& library = house_.procedures();
  house_.db().read([&](Session& session) {
    const auto released = released_procedures(session);
    for (const Procedure& procedure : library.all()) {
      ProcedureVersionRow one{procedure.name, procedure.title, procedure.sha256, "随程序提供", procedure.version, library.latest(procedure.name) == &procedure, std::nullopt, std::nullopt, 0};
      for (const ReleasedProcedure& release : released) {
        if (release.name != procedure.name || release.version != procedure.version) continue;
        one.origin_title = "本县发布";
        one.released_at = release.released_at;
        if (release.released_by) one.released_by = who(*directory, *release.released_by);
      }
      for (const OpenState& state : open_states(session, house_.region(), procedure.name)) one.open += state.version == procedure.version ? state.count : 0;
      out.items.push_back(std::move(one));
    }
    for (const ProcedureDraft& draft : latest_drafts(session, house_.region(), kMostDrafts)) out.drafts.push_back(row(actor, draft));
  });
  std::sort(out.items.begin(), out.items.end(), [](const auto& a, const auto& b) { return std::tie(a.name, b.version) < std::tie(b.name, a.version); });
  return out;
}

Result<ProcedureText> ProcedureDesk::text(const Actor& actor, const std::string& id) const {
  if (!reads(actor)) return forbidden("role_needed", "程序由系统管理员提交、安全管理员发布");
  ProcedureText out;
  house_.db().read([&](Session& session) {
    for (const ReleasedProcedure& release : released_procedures(session)) {
      if (release.name + "@" + std::to_string(release.version) == id) out.text = release.text;
    }
  });
  if (out.text.empty() && house_.procedure(id)) out.text = std::string(resource("procedures/" + id + ".toml"));
  if (out.text.empty()) return not_found();
  return out;
}

Result<ProcedureText> ProcedureDesk::draft_text(const Actor& actor, const std::string& id) const {
  if (!reads(actor)) return forbidden("role_needed", "程序由系统管理员提交、安全管理员发布");
  std::optional<ProcedureDraft> draft;
  house_.db().read([&](Session& session) { draft = find_draft(session, house_.region(), id); });
  if (!draft) return not_found();
  return ProcedureText{draft->text};
}

ProcedureCheckReport ProcedureDesk::examine(const std::string& text) const {
  ProcedureCheckReport out;
  const ProcedureLibrary& library = house_.procedures();
  const ReadProcedure read = read_released(text);
  const Procedure& fresh = read.procedure;
  out.sha256 = sha256_hex(text);
  out.name = fresh.name;
  out.title = fresh.title;
  out.version = fresh.version;
  std::vector<ProcedureFault> faults = read.faults;
  if (faults.empty()) {
    KnownNames known = known_names(resources(), house_.terms());
    for (const Procedure& held : library.all()) known.procedures.push_back(held.id());
    known.procedures.push_back(fresh.id());
    faults = check_procedure(fresh, known);
  }
  const Procedure* latest = library.latest(fresh.name);
  if (!fresh.name.empty()) {
    const int next = latest ? latest->version + 1 : 1;
    if (library.find(fresh.id()) != nullptr) {
      faults.push_back({fresh.file, 1, "version_taken", "第 " + std::to_string(fresh.version) + " 版已经发布，发布过的不能改；请把 version 改成 " + std::to_string(next)});
    } else if (fresh.version != next) {
      faults.push_back({fresh.file, 1, "version_gap", "现行的是第 " + std::to_string(next - 1) + " 版，新的一版 version 应为 " + std::to_string(next)});
    }
    if (latest && latest == intake_procedure(house_)) {
      for (const Move& move : latest->moves) {
        if (move.starts && !has_start(fresh, move.name)) {
          faults.push_back({fresh.file, 1, "start_missing", "缺少登记动作“" + move.title + "”（" + move.name + "）：登记页面要用它，请保留"});
        }
      }
    }
  }
  for (const ProcedureFault& fault : faults) {
    if (out.faults.size() < kMostFaults) out.faults.push_back({fault.line, fault.message});
  }
  out.fit = faults.empty();
  if (!read.faults.empty()) return out;
  out.matrix = matrix_text(fresh);
  if (latest == nullptr) {
    out.notes.push_back("这是新的程序，现在没有办理中的事项");
    return out;
  }
  out.notes = still_older(library, fresh);
  house_.db().read([&](Session& session) {
    for (const OpenState& where : open_states(session, house_.region(), fresh.name)) {
      out.open += where.count;
      const Procedure* now = library.find(fresh.name + "@" + std::to_string(where.version));
      if (now == nullptr) continue;
      const State* state = now->state(where.state);
      ProcedureImpact impact{where.version, where.count, where.state, state ? state->title : where.state, procedure_differences(*now, fresh, where.state), {}};
      if (impact.differences.empty()) continue;
      out.differing += where.count;
      impact.numbers = open_numbers(session, house_.region(), fresh.name, where, kMostNumbers);
      out.impacts.push_back(std::move(impact));
    }
  });
  return out;
}

Result<ProcedureCheckReport> ProcedureDesk::check(const Actor& actor, const ProcedureText& input) const {
  if (!reads(actor)) return forbidden("role_needed", "程序由系统管理员提交、安全管理员发布");
  return examine(input.text);
}

Result<ProcedureDraftRow> ProcedureDesk::submit(const Actor& actor, const ProcedureText& input, const CommandKey& key) {
  if (auto refused = not_admin(actor, Role::system_admin)) return *refused;
  const Time now = house_.now();
  const ProcedureCheckReport report = examine(input.text);
  const ProcedureDraft fresh{house_.ids().text(), report.name, report.version, report.sha256, input.text, "waiting", now, *actor.account, std::nullopt, std::nullopt, std::nullopt};
  const Audit audit = audit_row(house_, actor.account, "procedure_submitted", fresh.name, report.title + " 第 " + std::to_string(fresh.version) + " 版，摘要 " + fresh.sha256);
  std::optional<Error> refusal;
  std::optional<ProcedureDraft> made;
  const auto job = [&](Session& session) {
    refusal.reset();
    if (const auto before = find_replay(session, house_.region(), actor.key(), std::string(kRoute), key.client_key)) {
      made = find_draft(session, house_.region(), before->subject);
      if (before->body_sha256 != key.body_sha256 || !made) refusal = invalid("key_reused", "这次提交的编号已用于另一项内容，请刷新页面后重新提交");
      return;
    }
    if (!report.fit) {
      refusal = invalid("procedure_file", "程序文件有 " + std::to_string(report.faults.size()) + " 处错误，改好再提交");
      for (const ProcedureNote& fault : report.faults) refusal->fields.push_back({"/text", "第 " + std::to_string(fault.line) + " 行：" + fault.message});
      return;
    }
    for (const ProcedureDraft& other : latest_drafts(session, house_.region(), kMostDrafts)) {
      if (other.state == "waiting" && other.name == fresh.name) refusal = conflict("stale_version", "已有一份“" + report.title + "”在等安全管理员发布，请等它发布或退回后再提交");
    }
    if (refusal) return;
    insert_draft(session, house_.region(), fresh);
    insert_audit(session, house_.region(), audit);
    save_replay(session, house_.region(), {actor.key(), std::string(kRoute), key.client_key, key.body_sha256, 201, fresh.id, now});
    made = fresh;
  };
  try {
    house_.db().commit(job);
  } catch (const DuplicateKey&) {
    house_.db().commit(job);
  }
  if (refusal) return *refusal;
  return row(actor, *made);
}

Result<ProcedureDraftRow> ProcedureDesk::decide(const Actor& actor, const std::string& id, const DraftDecision& decision) {
  if (auto refused = not_admin(actor, Role::security_admin)) return *refused;
  std::optional<ProcedureDraft> draft;
  house_.db().read([&](Session& session) { draft = find_draft(session, house_.region(), id); });
  if (!draft) return not_found();
  if (draft->submitted_by == *actor.account) return forbidden("own_account", "不能发布自己提交的程序，请由另一名管理员办理");
  if (draft->state != "waiting") return conflict("stale_version", "这一份" + state_title(draft->state) + "，请刷新");
  if (draft->sha256 != decision.sha256) return conflict("stale_version", "核对的不是这一份，请刷新后重新核对");
  if (!decision.release && !decision.reason) return invalid("invalid_fields", "退回请写明原因", {{"/reason", "退回请写明原因"}});
  const ProcedureCheckReport report = decision.release ? examine(draft->text) : ProcedureCheckReport{};
  if (decision.release && !report.fit) {
    Error refusal = invalid("procedure_file", "提交后情况有变，现在有 " + std::to_string(report.faults.size()) + " 处不合，请退回修改");
    for (const ProcedureNote& fault : report.faults) refusal.fields.push_back({"/text", "第 " + std::to_string(fault.line) + " 行：" + fault.message});
    return refusal;
  }
  const Time now = house_.now();
  draft->state = decision.release ? "released" : "declined";
  draft->decided_at = now;
  draft->decided_by = actor.account;
  draft->reason = decision.reason;
  const Audit audit = audit_row(house_, actor.account, decision.release ? "procedure_released" : "procedure_declined", draft->name,
                                "第 " + std::to_string(draft->version) + " 版，摘要 " + draft->sha256 + (draft->reason ? "，" + *draft->reason : ""));
  bool waiting = true;
  std::vector<ReleasedProcedure> released;
  try {
    house_.db().commit([&](Session& session) {
      waiting = decide_draft(session, house_.region(), *draft);
      if (!waiting) return;
      if (decision.release) {
        insert_release(session, {draft->name, draft->version, draft->sha256, draft->text, now, actor.account});
        outdate(session, house_.region(), kHeldProcedures);
      }
      insert_audit(session, house_.region(), audit);
      released = released_procedures(session);
    });
  } catch (const DuplicateKey&) {
    return conflict("stale_version", "这一版刚刚已经发布，请刷新");
  }
  if (!waiting) return conflict("stale_version", "这一份刚刚已经处理，请刷新");
  if (decision.release) {
    auto library = procedures_with(released);
    if (!library) return library.error();
    house_.replace_procedures(std::move(*library));
  }
  return row(actor, *draft);
}

}  // namespace lianhu
