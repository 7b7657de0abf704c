#pragma once
// What the audit administrator reads: what administrators did, who logged in, and who opened a matter.
//
// Invariant: reading leaves a row of its own. Secret reads not yet due to be shown to parties are shown here.
// Times run backwards: newest first; a page never tears rows of one millisecond apart.
// Refusals: forbidden "admin_role_needed"; not_found for a number nobody has; invalid "bad_cursor".
// Thread rule: any thread.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/described.h"
#include "desk/house.h"
#include "model/account.h"

namespace lianhu {

struct AuditQuery {
  std::optional<Date> from, to;  // both days included
  std::optional<std::string> kind, cursor;
  std::int32_t limit = 50;
};
LIANHU_DESCRIBE(AuditQuery, (from, to, kind, cursor, limit), {"from", {.label = "起始日期"}}, {"to", {.label = "截止日期"}},
                {"kind", {.label = "种类", .max = 60, .format = Format::code}}, {"cursor", {.label = "翻页", .max = 20, .format = Format::digits}},
                {"limit", {.label = "每页条数", .min = 1, .max = 100, .optional = true}})

struct AuditView {
  Time at;
  std::string who, kind, kind_title, subject, detail;
};
LIANHU_DESCRIBE(AuditView, (at, who, kind, kind_title, subject, detail))

struct AuditPage {
  std::vector<AuditView> items;
  std::optional<std::string> next;
  Time as_of;
};
LIANHU_DESCRIBE(AuditPage, (items, next, as_of))

struct AccessLogQuery {
  std::string matter_number;
  std::optional<std::string> cursor;
  std::int32_t limit = 50;
};
LIANHU_DESCRIBE(AccessLogQuery, (matter_number, cursor, limit), {"matter_number", {.label = "事项编号", .max = 40}},
                {"cursor", {.label = "翻页", .format = Format::uuid}}, {"limit", {.label = "每页条数", .min = 1, .max = 100, .optional = true}})

struct AccessLogView {
  Time at;
  std::string who, what, purpose, number;
  std::optional<std::string> basis;  // of a secret read
};
LIANHU_DESCRIBE(AccessLogView, (at, who, what, purpose, number, basis))

struct AccessLogPage {
  std::vector<AccessLogView> items;
  std::optional<std::string> next;
  Time as_of;
};
LIANHU_DESCRIBE(AccessLogPage, (items, next, as_of))

class AuditDesk {
 public:
  explicit AuditDesk(const House& house) : house_(house) {}

  Result<AuditPage> audits(const Actor& actor, const AuditQuery& query) const;
  Result<AccessLogPage> accesses(const Actor& actor, const AccessLogQuery& query) const;

 private:
  const House& house_;
};

// The titles of the kinds of audit rows; a kind of another room without one is shown as it is.
struct AuditKind {
  std::string_view kind, title;
};
inline constexpr AuditKind audit_kinds[] = {
    {"installed", "安装"},
    {"login", "登录"},
    {"login_failed", "登录失败"},
    {"login_locked", "登录暂停"},
    {"logout", "退出"},
    {"password_changed", "修改密码"},
    {"account_made", "建立账户"},
    {"account_changed", "修改账户"},
    {"post_added", "设立岗位"},
    {"post_ended", "撤销岗位"},
    {"password_reset", "重置密码"},
    {"account_disabled", "停用账户"},
    {"account_enabled", "启用账户"},
    {"sessions_ended", "强制退出"},
    {"account_unlocked", "解除暂停"},
    {"calendar_tried", "试算放假安排"},
    {"calendar_saved", "保存放假安排"},
    {"calendar_taken_back", "撤回放假安排"},
    {"deadlines_rederived", "重算期限"},
    {"place_made", "新设网格、联户"},
    {"place_renamed", "网格、联户改名"},
    {"place_closed", "撤销网格、联户"},
    {"outlines_saved", "启用网格边界"},
    {"place_change_submitted", "提交网格划分"},
    {"place_change_confirmed", "确认网格划分"},
    {"place_change_declined", "退回网格划分"},
    {"office_made", "新设机构"},
    {"office_changed", "修改机构"},
    {"office_closed", "撤销机构"},
    {"responsibility_changed", "调整责任人"},
    {"category_changed", "修改类别"},
    {"code_map_changed", "修改类别对照"},
    {"duty_changed", "修改职责清单"},
    {"ruling_withdrawn", "撤下裁定先例"},
    {"procedure_submitted", "提交程序"},
    {"procedure_released", "发布程序"},
    {"procedure_declined", "退回程序"},
    {"aid_changed", "修改调解提示"},
    {"old_register_imported", "导入旧台账"},
    {"old_register_undone", "撤销导入的旧台账"},
    {"committee_changed", "修改调委会登记"},
    {"mediator_listed", "修改调解员名册"},
    {"team_figures_entered", "填写队伍经费数字"},
    {"audit_read", "查看审计记录"},
    {"access_log_read", "查看查阅记录"},
    {"deliveries_retried", "重新发送通知"},
    {"deliveries_given_up", "停止发送通知"},
};
std::string audit_title(std::string_view kind);

}  // namespace lianhu
