#include "desk/account_desk.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "desk/audit_row.h"
#include "store/account_store.h"
#include "store/change_store.h"
#include "store/held_store.h"
#include "store/office_store.h"
#include "store/place_store.h"

namespace lianhu {
namespace {

constexpr std::string_view create_route = "create_account";

Error stale() { return conflict("stale_version", "账户已被他人修改，请刷新后核对再保存"); }
Error own_account() { return forbidden("own_account", "不能管理自己的账户，请由另一名管理员办理"); }

std::string named(const Account& account) { return account.login + "（" + account.name + "）"; }
std::string reason_of(const AccountAct& act) { return act.reason ? "，原因：" + *act.reason : ""; }
std::string post_text(const Directory& directory, const Account& account, const OfficeId& office, Role role) {
  return named(account) + "，" + directory.office_name(office) + " " + title(role);
}

Error at_post(std::size_t i, std::string_view field, std::string code, std::string message) {
  return invalid(std::move(code), message, {{"/posts/" + std::to_string(i) + "/" + std::string(field), message}});
}

// The roles in `before` that `after` has no more.
std::set<Role> roles_lost(const std::vector<Post>& before, const std::vector<PostInput>& after) {
  std::set<Role> lost;
  for (const Post& post : before) {
    const bool kept = std::any_of(after.begin(), after.end(), [&](const PostInput& input) { return input.role == word(post.role); });
    if (!kept) lost.insert(post.role);
  }
  return lost;
}

std::vector<std::string> roles_titled(const std::string& words) {
  std::vector<std::string> roles;
  for (const auto& role : role_words) {
    if (role.title.find(words) != std::string_view::npos) roles.emplace_back(role.word);
  }
  return roles;
}

// What still hangs on a post that would end: open work that names the account at that office, places it answers for.
std::optional<Error> held_by(Session& session, const House& house, const Directory& directory, const Account& account, const Post& post, bool stays_in_office) {
  std::vector<FieldFault> held;
  constexpr int kMost = 50;
  const auto open = stays_in_office ? std::vector<OpenAssignment>() : open_assignments(session, house.region(), post.office, account.id, kMost);
  for (const OpenAssignment& one : open) {
    held.push_back({"/posts", (one.seal == Seal::open ? one.number : "一件不公开的事项") + "（" + title(one.kind) + "）由此人经办，请先改派"});
  }
  for (const Responsibility& one : responsibilities_of_post(session, house.region(), post.id, house.now().date())) {
    const auto place = find_place(session, house.region(), one.place, house.now().date());
    held.push_back({"/posts", (place ? place->full_name : one.place.text) + "由此岗位负责，请先在“责任人”里换人"});
  }
  if (held.empty()) return std::nullopt;
  Error refusal = conflict("post_in_use", directory.office_name(post.office) + " " + title(post.role) + "还有 " + std::to_string(held.size()) + " 项没有移交，岗位不能撤销");
  refusal.fields = std::move(held);
  return refusal;
}

bool same(const Post& post, const PostInput& input) { return post.office.text == input.office && word(post.role) == input.role; }

}  // namespace

std::optional<Error> not_admin(const Actor& actor, Role role) {
  if (!holds(actor.posts, role)) return forbidden("admin_role_needed", "此操作只能由" + title(role) + "办理");
  for (const ActorPost& post : actor.posts) {
    if (post.role != role) return forbidden("roles_apart", title(role) + "不能兼任" + title(post.role) + "，请先由系统管理员调整岗位");
  }
  return std::nullopt;
}

std::optional<Error> AccountDesk::faulty_posts(const Directory& directory, const std::vector<PostInput>& posts) const {
  std::set<std::pair<std::string, std::string>> seen;
  std::vector<Role> roles;
  for (std::size_t i = 0; i < posts.size(); ++i) {
    const auto role = from_word<Role>(posts[i].role);
    const Office* office = directory.office(OfficeId{posts[i].office});
    if (!role) return at_post(i, "role", "invalid_fields", "没有这个岗位，请从列表中选择");
    if (office == nullptr) return at_post(i, "office", "invalid_fields", "没有这个机构，请从列表中选择");
    if (!office->logs_in) return at_post(i, "office", "invalid_fields", office->name + "不登录本系统，以纸质回单往来，不能设岗位");
    if (!seen.emplace(posts[i].office, posts[i].role).second) return at_post(i, "role", "invalid_fields", "同一机构的同一岗位重复，请删去一个");
    for (const Role other : roles) {
      if (other != *role && (is_admin(other) || is_admin(*role))) {
        const Role admin = is_admin(*role) ? *role : other;
        const Role second = admin == other ? *role : other;
        return at_post(i, "role", "roles_apart", title(admin) + "不能与" + title(second) + "由同一账户担任，请另设账户");
      }
    }
    roles.push_back(*role);
  }
  return std::nullopt;
}

std::optional<Error> AccountDesk::last_of(const Directory& directory, Role role, const AccountId& leaving) const {
  if (!is_admin(role)) return std::nullopt;
  for (const auto& [id, office] : directory.offices()) {
    for (const Post& post : directory.posts_in(office.id)) {
      const StaffMember* member = directory.member(post.account);
      if (post.role == role && post.account != leaving && member != nullptr && member->active) return std::nullopt;
    }
  }
  return conflict("last_administrator", "至少要保留一名在用的" + title(role) + "，请先由系统管理员另设一名");
}

AccountRow AccountDesk::row(Session& session, const Directory& directory, const Account& account, bool with_phone) const {
  const Date today = house_.now().date();
  const auto posts = actor_posts(session, house_.region(), directory, account.id, today);
  return {account.id.text, account.login, account.name, with_phone ? account.phone : std::nullopt, account.state,
          post_views(session, house_.region(), posts, today), std::to_string(account.version), sessions_.one_time_until(account)};
}

Result<AccountPage> AccountDesk::list(const Actor& actor, const AccountQuery& query) const {
  const bool system = !not_admin(actor, Role::system_admin);
  if (!system && not_admin(actor, Role::security_admin)) {
    return forbidden("admin_role_needed", "账户列表只能由系统管理员或安全管理员查看");
  }
  const Time now = house_.now();
  AccountPage page{{}, std::nullopt, now};
  const auto directory = house_.directory();
  house_.db().read([&](Session& session) {
    page.items.clear();
    const std::string after = query.cursor.value_or("");
    const std::string words(trim(query.q.value_or("")));
    const auto accounts = words.empty() ? list_accounts(session, house_.region(), after, query.limit + 1)
                                        : find_accounts(session, house_.region(), words, roles_titled(words), now.date(), after, query.limit + 1);
    for (std::size_t i = 0; i < accounts.size() && i < static_cast<std::size_t>(query.limit); ++i) {
      page.items.push_back(row(session, *directory, accounts[i], system));
      if (!system) page.items.back().paused_until = sessions_.paused_until(accounts[i].login);
    }
    if (accounts.size() > page.items.size()) page.next = page.items.back().login;
  });
  return page;
}

Result<AccountRow> AccountDesk::create(const Actor& actor, const AccountInput& input, const CommandKey& key) {
  if (auto refused = not_admin(actor, Role::system_admin)) return *refused;
  const Time now = house_.now();
  const auto directory = house_.directory();
  Account account{house_.ids().make<AccountTag>(), input.login, input.name, input.phone, std::nullopt, "active", now, std::nullopt, 1};
  std::vector<Post> posts;
  std::vector<Audit> audits{audit_row(house_, actor.account, "account_made", account.id.text, named(account))};
  const auto fault = faulty_posts(*directory, input.posts);
  for (const PostInput& post : fault ? std::vector<PostInput>() : input.posts) {
    posts.push_back({house_.ids().make<PostTag>(), account.id, OfficeId{post.office}, *from_word<Role>(post.role), now.date(), std::nullopt});
    audits.push_back(audit_row(house_, actor.account, "post_added", account.id.text, post_text(*directory, account, posts.back().office, posts.back().role)));
  }
  std::optional<Error> refusal;
  AccountRow made;
  const auto job = [&](Session& session) {
    refusal.reset();
    if (const auto before = find_replay(session, house_.region(), actor.key(), std::string(create_route), key.client_key)) {
      const auto held = find_account(session, house_.region(), AccountId{before->subject});
      if (before->body_sha256 != key.body_sha256 || !held) {
        refusal = invalid("key_reused", "这次提交的编号已用于另一项内容，请刷新页面后重新提交");
      } else {
        made = row(session, *directory, *held, true);
      }
      return;
    }
    refusal = fault;
    if (!refusal && find_login(session, house_.region(), account.login)) {
      refusal = conflict("login_taken", "登录名已有人使用，请换一个");
      refusal->fields = {{"/login", "登录名已有人使用，请换一个"}};
    }
    if (refusal) return;
    insert_account(session, house_.region(), account);
    for (const Post& post : posts) insert_post(session, house_.region(), post);
    for (const Audit& audit : audits) insert_audit(session, house_.region(), audit);
    outdate(session, house_.region(), kHeldDirectory);
    save_replay(session, house_.region(), {actor.key(), std::string(create_route), key.client_key, key.body_sha256, 201, account.id.text, now});
    made = row(session, *directory, account, true);
  };
  try {
    house_.db().commit(job);
  } catch (const DuplicateKey&) {
    house_.db().commit(job);  // the same command or login came in between: now it is seen
  }
  if (refusal) return *refusal;
  house_.reload_directory();
  return made;
}

Result<AccountRow> AccountDesk::change(const Actor& actor, const AccountId& id, const AccountInput& input, std::int64_t if_version) {
  if (auto refused = not_admin(actor, Role::system_admin)) return *refused;
  if (actor.account == id) return own_account();
  const Time now = house_.now();
  const auto directory = house_.directory();
  const auto fault = faulty_posts(*directory, input.posts);
  std::optional<Error> refusal;
  AccountRow changed;
  const auto job = [&](Session& session) {
    refusal = fault;
    auto account = find_account(session, house_.region(), id);
    if (!account) refusal = not_found();
    else if (account->version != if_version) refusal = stale();
    else if (account->login != input.login) refusal = invalid("invalid_fields", "登录名建立后不能更改", {{"/login", "登录名建立后不能更改"}});
    if (refusal) return;
    const auto before = posts_of(session, house_.region(), id, now.date());
    for (const Role role : roles_lost(before, input.posts)) {
      if (!refusal) refusal = last_of(*directory, role, id);
    }
    for (const Post& post : before) {
      if (refusal || std::any_of(input.posts.begin(), input.posts.end(), [&](const PostInput& wanted) { return same(post, wanted); })) continue;
      const bool stays = std::any_of(input.posts.begin(), input.posts.end(), [&](const PostInput& wanted) { return wanted.office == post.office.text; });
      refusal = held_by(session, house_, *directory, *account, post, stays);
    }
    if (refusal) return;
    account->name = input.name;
    account->phone = input.phone;
    update_account(session, house_.region(), *account, if_version);
    account->version = if_version + 1;
    insert_audit(session, house_.region(), audit_row(house_, actor.account, "account_changed", id.text, named(*account)));
    for (const Post& post : before) {
      if (std::any_of(input.posts.begin(), input.posts.end(), [&](const PostInput& wanted) { return same(post, wanted); })) continue;
      end_post(session, house_.region(), post.id, now.date().plus(-1));  // its rights end with this request
      insert_audit(session, house_.region(), audit_row(house_, actor.account, "post_ended", id.text, post_text(*directory, *account, post.office, post.role)));
    }
    for (const PostInput& wanted : input.posts) {
      if (std::any_of(before.begin(), before.end(), [&](const Post& post) { return same(post, wanted); })) continue;
      const Post post{house_.ids().make<PostTag>(), id, OfficeId{wanted.office}, *from_word<Role>(wanted.role), now.date(), std::nullopt};
      insert_post(session, house_.region(), post);
      insert_audit(session, house_.region(), audit_row(house_, actor.account, "post_added", id.text, post_text(*directory, *account, post.office, post.role)));
    }
    outdate(session, house_.region(), kHeldDirectory);
    changed = row(session, *directory, *account, true);
  };
  try {
    house_.db().commit(job);
  } catch (const StaleRow&) {
    return stale();
  }
  if (refusal) return *refusal;
  house_.reload_directory();
  return changed;
}

Result<Done> AccountDesk::secure(const Actor& actor, const AccountId& id, const std::string& kind, const std::string& detail,
                                 const std::function<std::optional<Error>(Session&, Account&)>& act) {
  if (auto refused = not_admin(actor, Role::security_admin)) return *refused;
  if (actor.account == id) return own_account();
  std::optional<Error> refusal;
  try {
    house_.db().commit([&](Session& session) {
      refusal.reset();
      auto account = find_account(session, house_.region(), id);
      if (!account) {
        refusal = not_found();
        return;
      }
      const std::int64_t version = account->version;
      refusal = act(session, *account);
      if (refusal) return;
      if (account->version != version) update_account(session, house_.region(), *account, version);
      insert_audit(session, house_.region(), audit_row(house_, actor.account, kind, id.text, named(*account) + detail));
    });
  } catch (const StaleRow&) {
    return stale();
  }
  if (refusal) return *refusal;
  return done;
}

Result<OneTimePassword> AccountDesk::reset(const Actor& actor, const AccountId& id, const AccountAct& act) {
  if (auto refused = not_admin(actor, Role::security_admin)) return *refused;
  if (actor.account == id) return own_account();
  const std::string password = one_time_password(house_.random());
  const auto hashed = pool_.hash(password);
  if (!hashed) return hashed.error();
  std::string login;
  Time until;
  const auto result = secure(actor, id, "password_reset", reason_of(act), [&](Session& session, Account& account) {
    login = account.login;
    account.password = *hashed;
    account.password_at.reset();
    account.one_time_at = house_.now();
    until = *sessions_.one_time_until(account);
    account.version += 1;
    drop_login_sessions_of(session, house_.region(), id);
    return std::optional<Error>();
  });
  if (!result) return result.error();
  sessions_.unlock(login);
  return OneTimePassword{password, until};
}

Result<Done> AccountDesk::disable(const Actor& actor, const AccountId& id, const AccountAct& act) {
  const auto directory = house_.directory();
  auto result = secure(actor, id, "account_disabled", reason_of(act), [&](Session& session, Account& account) {
    std::optional<Error> refusal;
    for (const Post& post : posts_of(session, house_.region(), id, house_.now().date())) {
      if (!refusal && account.state == "active") refusal = last_of(*directory, post.role, id);
    }
    account.state = "disabled";
    account.version += 1;
    if (!refusal) drop_login_sessions_of(session, house_.region(), id);
    if (!refusal) outdate(session, house_.region(), kHeldDirectory);
    return refusal;
  });
  if (result) house_.reload_directory();
  return result;
}

Result<Done> AccountDesk::enable(const Actor& actor, const AccountId& id, const AccountAct& act) {
  auto result = secure(actor, id, "account_enabled", reason_of(act), [&](Session& session, Account& account) {
    outdate(session, house_.region(), kHeldDirectory);
    account.state = "active";
    account.version += 1;
    return std::optional<Error>();
  });
  if (result) house_.reload_directory();
  return result;
}

Result<Done> AccountDesk::end_sessions(const Actor& actor, const AccountId& id) {
  return secure(actor, id, "sessions_ended", "", [&](Session& session, Account&) {
    drop_login_sessions_of(session, house_.region(), id);
    return std::optional<Error>();
  });
}

Result<Done> AccountDesk::unlock(const Actor& actor, const AccountId& id, const AccountAct& act) {
  std::string login;
  auto result = secure(actor, id, "account_unlocked", reason_of(act), [&](Session&, Account& account) {
    login = account.login;
    return std::optional<Error>();
  });
  if (result) sessions_.unlock(login);
  return result;
}

}  // namespace lianhu
