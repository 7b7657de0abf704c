#pragma once
// What the doors take in, as described structs with their rules: the one description of every request.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/described.h"
#include "base/time.h"

namespace lianhu {

struct PointInput {
  std::int32_t lon_e6 = 0, lat_e6 = 0;
};
LIANHU_DESCRIBE(PointInput, (lon_e6, lat_e6), {"lon_e6", {.label = "经度（百万分之一度）", .min = 73'000'000, .max = 136'000'000}},
                {"lat_e6", {.label = "纬度（百万分之一度）", .min = 3'000'000, .max = 54'000'000}})

// From a person's own phone, without an account.
struct Report {
  std::string text;
  std::optional<std::string> title, category;
  std::string place;
  std::optional<std::string> place_detail;
  std::optional<PointInput> point;
  std::optional<Date> happened_on;
  std::optional<std::string> name, phone;
  bool hide_identity = false;
  std::optional<bool> no_call, no_paper;
  std::optional<std::string> contact_note, helped_by, interpreter, pin, joins;
  std::string client_id;
};
LIANHU_DESCRIBE(Report, (text, title, category, place, place_detail, point, happened_on, name, phone, hide_identity, no_call, no_paper, contact_note,
                         helped_by, interpreter, pin, joins, client_id),
                {"text", {.label = "反映的情况", .min = 2, .max = 5000, .lines = Lines::many}},
                {"title", {.label = "标题", .min = 2, .max = 60}},
                {"category", {.label = "类别", .max = 60}},
                {"place", {.label = "地点", .max = 40}},
                {"place_detail", {.label = "详细地点", .max = 200}},
                {"point", {.label = "定位"}},
                {"happened_on", {.label = "发生日期"}},
                {"name", {.label = "称呼", .max = 50}},
                {"phone", {.label = "联系电话", .format = Format::phone}},
                {"hide_identity", {.label = "不公开身份", .optional = true}},
                {"contact_note", {.label = "联系说明", .max = 100}},
                {"helped_by", {.label = "协助填写的人", .max = 50}},
                {"interpreter", {.label = "译员或方言", .max = 50}},
                {"pin", {.label = "查询密码", .min = 4, .max = 8, .format = Format::digits}},
                {"joins", {.label = "并入的事项", .max = 60}},
                {"client_id", {.label = "客户端编号", .format = Format::uuid}})

struct PartyInput {
  std::string role, kind;
  std::optional<std::string> name, phone, address, id_number;
  std::optional<bool> hidden;
};
LIANHU_DESCRIBE(PartyInput, (role, kind, name, phone, address, id_number, hidden), {"role", {.label = "当事人身份", .format = Format::code}},
                {"kind", {.label = "当事人类别", .format = Format::code}}, {"name", {.label = "姓名或名称", .max = 100}},
                {"phone", {.label = "联系电话", .format = Format::phone}}, {"address", {.label = "住址", .max = 200}},
                {"id_number", {.label = "证件号码", .min = 8, .max = 20}})

// A number in another system. `received` is their day or the day their paper came, from which our clocks run.
struct ReferenceInput {
  std::string system, number;
  std::optional<Date> received_on, due_on;
  std::optional<std::string> kind, state, result;
};
LIANHU_DESCRIBE(ReferenceInput, (system, number, received_on, due_on, kind, state, result),
                {"system", {.label = "其他系统", .format = Format::code}},
                {"number", {.label = "对方编号", .max = 60}},
                {"received_on", {.label = "收到日期"}},
                {"due_on", {.label = "对方期限"}},
                {"kind", {.label = "委派或委托", .format = Format::code, .doc = "法院来函：pre_filing 立案前委派，ordinary 委托（普通程序），simple 委托（简易程序）"}},
                {"state", {.label = "对方办理状态", .max = 60}},
                {"result", {.label = "对方办理结果", .max = 1000, .lines = Lines::many}})

// From the counter, a call, a letter, a grid worker, a household-group head, or another system.
struct StaffReport {
  std::string channel;
  std::string text;
  std::optional<std::string> title, category;
  std::string place;
  std::optional<std::string> place_detail;
  std::optional<PointInput> point;
  std::optional<Date> happened_on;
  std::optional<Time> received_at;
  std::optional<std::string> name, phone;
  bool hide_identity = false;
  std::optional<bool> no_call, no_paper;
  std::optional<std::string> contact_note, helped_by, interpreter;
  std::vector<PartyInput> parties;
  std::optional<std::string> seal;
  std::optional<bool> urgent;
  std::optional<std::int64_t> people, amount_fen;
  std::optional<ReferenceInput> reference;
  std::string client_id;
};
LIANHU_DESCRIBE(StaffReport, (channel, text, title, category, place, place_detail, point, happened_on, received_at, name, phone, hide_identity, no_call,
                              no_paper, contact_note, helped_by, interpreter, parties, seal, urgent, people, amount_fen, reference, client_id),
                {"channel", {.label = "来源", .format = Format::code}},
                {"text", {.label = "反映的情况", .min = 2, .max = 5000, .lines = Lines::many}},
                {"title", {.label = "标题", .min = 2, .max = 60}},
                {"category", {.label = "类别", .max = 60}},
                {"place", {.label = "地点", .max = 40}},
                {"place_detail", {.label = "详细地点", .max = 200}},
                {"happened_on", {.label = "发生日期"}},
                {"received_at", {.label = "收到时间"}},
                {"name", {.label = "称呼", .max = 50}},
                {"phone", {.label = "联系电话", .format = Format::phone}},
                {"hide_identity", {.label = "不公开身份", .optional = true}},
                {"contact_note", {.label = "联系说明", .max = 100}},
                {"helped_by", {.label = "协助填写的人", .max = 50}},
                {"interpreter", {.label = "译员或方言", .max = 50}},
                {"parties", {.label = "当事人", .max_items = 50, .optional = true}},
                {"seal", {.label = "密级", .format = Format::code}},
                {"people", {.label = "涉及人数", .min = 0, .max = 1'000'000}},
                {"amount_fen", {.label = "涉及金额（分）", .min = 0, .max = 100'000'000'000'000}},
                {"reference", {.label = "对方编号"}},
                {"client_id", {.label = "客户端编号", .format = Format::uuid}})

// A consultation answered, or a matter settled while the person was there: what, where, how it was settled.
struct SpotReport {
  std::string category, place, text, result;
  std::optional<std::string> place_detail, channel;
  std::optional<Date> happened_on;
  std::optional<Time> received_at;  // when it was brought and settled, if not just now
  std::optional<std::string> name, phone;
  std::optional<bool> no_call;
  std::string client_id;
};
LIANHU_DESCRIBE(SpotReport, (category, place, text, result, place_detail, channel, happened_on, received_at, name, phone, no_call, client_id),
                {"category", {.label = "类别", .max = 60}},
                {"place", {.label = "地点", .max = 40}},
                {"text", {.label = "内容", .min = 2, .max = 2000, .lines = Lines::many}},
                {"result", {.label = "结果", .min = 2, .max = 2000, .lines = Lines::many}},
                {"place_detail", {.label = "详细地点", .max = 100}},
                {"channel", {.label = "来源", .format = Format::code}},
                {"happened_on", {.label = "发生日期"}},
                {"received_at", {.label = "什么时候"}},
                {"name", {.label = "称呼", .max = 50}},
                {"phone", {.label = "联系电话", .format = Format::phone}},
                {"client_id", {.label = "客户端编号", .format = Format::uuid}})

struct MoveOrder {
  std::string proceeding;
  std::optional<std::string> assignment;
  std::string move;
  std::map<std::string, std::string> fields;
  std::vector<std::string> attachments;
  std::optional<Time> happened_at;
};
LIANHU_DESCRIBE(MoveOrder, (proceeding, assignment, move, fields, attachments, happened_at), {"proceeding", {.label = "程序", .format = Format::uuid}},
                {"assignment", {.label = "承办", .format = Format::uuid}}, {"move", {.label = "动作", .format = Format::code}},
                {"fields", {.label = "表单", .min = 0, .max = 20'000, .lines = Lines::many, .max_items = 60, .optional = true}},
                {"attachments", {.label = "附件", .format = Format::uuid, .max_items = 20, .optional = true}},
                {"happened_at", {.label = "实际发生时间"}})

// What stood there when it was written, and what is to stand there; "": nothing.
struct FactEdit {
  std::string fact, base, value;
};
LIANHU_DESCRIBE(FactEdit, (fact, base, value), {"fact", {.label = "登记内容", .max = 80, .doc = "如 place_detail、parties/<编号>/phone，取自事项的 facts"}},
                {"base", {.label = "填写时看到的", .min = 0, .max = 2000, .lines = Lines::many}},
                {"value", {.label = "更正为", .min = 0, .max = 2000, .lines = Lines::many}})
struct FactsInput {
  std::vector<FactEdit> edits;
  std::string client_id, device;
  std::int64_t device_seq = 1;
  Time made_at;
};
LIANHU_DESCRIBE(FactsInput, (edits, client_id, device, device_seq, made_at), {"edits", {.label = "更正", .min_items = 1, .max_items = 60}},
                {"client_id", {.label = "客户端编号", .format = Format::uuid}}, {"device", {.label = "设备编号", .format = Format::uuid, .doc = "浏览器随机生成，只用来分清先后"}},
                {"device_seq", {.label = "设备上的序号", .min = 1}}, {"made_at", {.label = "填写时间"}})

// Which of two records stands: what is there now, what was offered, or a third.
struct DiscrepancyChoice {
  std::string take;
  std::optional<std::string> value, note;
};
LIANHU_DESCRIBE(DiscrepancyChoice, (take, value, note), {"take", {.label = "采用哪一处", .format = Format::code, .doc = "current 现在登记的，offered 另一处，other 另填"}},
                {"value", {.label = "另填", .max = 2000, .lines = Lines::many}}, {"note", {.label = "说明", .max = 200}})

// What somebody heard in a recording, typed down.
struct HeardWords {
  std::string text;
};
LIANHU_DESCRIBE(HeardWords, (text), {"text", {.label = "录音里说的话", .min = 2, .max = 5000, .lines = Lines::many}})

// A file that will come in pieces.
struct UploadStart {
  std::string name, media_type, sha256;
  std::int64_t bytes = 0;
  std::optional<bool> of_report;
};
LIANHU_DESCRIBE(UploadStart, (name, media_type, sha256, bytes, of_report), {"name", {.label = "文件名", .max = 200}},
                {"media_type", {.label = "文件类型", .max = 100}},
                {"sha256", {.label = "文件摘要（SHA-256）", .min = 64, .max = 64}},
                {"bytes", {.label = "文件大小（字节）", .min = 1, .max = 12'582'912}},
                {"of_report", {.label = "随登记附上"}})

struct PartyAddition {
  PartyInput party;
};
LIANHU_DESCRIBE(PartyAddition, (party), {"party", {.label = "当事人"}})

// A line on an obligation: rules/receipt.h says which.
struct Performance {
  std::string kind;
  std::int64_t amount = 0;
  Date day;
  std::optional<std::string> way, giver, taker, note;
  std::vector<std::string> evidence;
  std::string client_id;
};
LIANHU_DESCRIBE(Performance, (kind, amount, day, way, giver, taker, note, evidence, client_id), {"kind", {.label = "登记种类", .format = Format::code}},
                {"amount", {.label = "数量（金额以分计）", .min = 0, .max = 100'000'000'000'000}}, {"day", {.label = "日期"}},
                {"way", {.label = "交付方式", .format = Format::code}}, {"giver", {.label = "交付人", .format = Format::uuid}},
                {"taker", {.label = "受领人", .format = Format::uuid}}, {"note", {.label = "说明", .max = 500, .lines = Lines::many}},
                {"evidence", {.label = "凭证", .format = Format::uuid, .max_items = 1, .optional = true}},
                {"client_id", {.label = "客户端编号", .format = Format::uuid}})

// A line that was entered wrongly: it stays, and a new one takes it back.
struct EntryReversal {
  std::string why, client_id;
};
LIANHU_DESCRIBE(EntryReversal, (why, client_id), {"why", {.label = "哪里登记错了", .min = 2, .max = 300, .lines = Lines::many}},
                {"client_id", {.label = "客户端编号", .format = Format::uuid}})

}  // namespace lianhu
