// lianhu: one binary, its subcommands. Flags and wiring only; each subcommand's work stands in server/tool.
//
// Exit codes: 0 done; 1 refused or faulty (told on stderr); 2 wrong use; 3 the world is broken (disk, database).

#include <cstdio>
#include <string>

#include <CLI/CLI.hpp>

#include "paper/render_child.h"
#include "tool/check.h"
#include "tool/commands.h"
#include "tool/serve.h"

namespace {

void add_where(CLI::App& app, lianhu::Where& where) {
  app.add_option("--data", where.data, "数据目录")->envname("DATA")->capture_default_str();
  app.add_option("--database", where.database, "空：数据目录里的 SQLite；或 postgresql://…")->envname("DATABASE");
  app.add_option("--key", where.key, "密钥文件；空：数据目录旁的 <data>.key");
}

}  // namespace

int main(int argc, char** argv) {
  using namespace lianhu;
  // A child of the server that renders one paper: nothing of the server is set up.
  if (argc > 1 && std::string_view(argv[1]) == "render-paper") paper::render_main(0, 1);
  if (argc > 1 && std::string_view(argv[1]) == "bind-packet") paper::packet_main(0, 1);

  CLI::App app{"联户 lianhu：把群众的事从家门口办到办结"};
  app.require_subcommand(1);
  app.failure_message(CLI::FailureMessage::help);
  int code = 0;

  ServeOptions serve_options;
  auto* serve_app = app.add_subcommand("serve", "启动服务");
  add_where(*serve_app, serve_options.where);
  serve_app->add_option("--address", serve_options.address, "监听地址")->capture_default_str();
  serve_app->add_option("--port", serve_options.port, "端口")->envname("PORT")->capture_default_str()->check(CLI::Range(0, 65535));
  serve_app->add_option("--public-url", serve_options.public_url, "群众访问的网址，印在二维码里；空：由地址和端口得出");
  serve_app->add_option("--tls-cert", serve_options.tls_certificate, "证书链（PEM）");
  serve_app->add_option("--tls-key", serve_options.tls_key, "证书私钥（PEM）");
  serve_app->add_flag("--allow-plain-http", serve_options.allow_plain_http, "在对外地址上不加密（不推荐）");
  serve_app->add_option("--fonts", serve_options.fonts, "文书字体目录")->envname("FONTS")->capture_default_str();
  serve_app->add_option("--gateways", serve_options.gateways, "发送通道文件的目录（短信、消息接口、邮件）；空：不对外发送")->envname("GATEWAYS");
  serve_app->add_option("--threads", serve_options.threads, "处理线程数")->capture_default_str()->check(CLI::Range(1, 64));
  serve_app->add_option("--per-minute", serve_options.per_minute, "每个来源地址每分钟的请求数；0：不限")->capture_default_str()->check(CLI::Range(0, 1'000'000));
  serve_app->add_option("--trusted-proxy", serve_options.trusted_proxies, "可信的反向代理，地址或地址/位数，可重复；只信它转来的来源地址和 https 说明")
      ->allow_extra_args(false)
      ->check(CLI::Validator(trusted_proxy_fault, "地址[/位数]"));
  serve_app->callback([&] { code = serve(serve_options); });

  InitOptions init_options;
  auto* init_app = app.add_subcommand("init", "建立一个县：区划、机构、职责清单和三名管理员");
  add_where(*init_app, init_options.where);
  init_app->add_option("--region", init_options.region, "六位县级代码")->capture_default_str();
  init_app->add_option("--name", init_options.name, "县名")->capture_default_str();
  init_app->add_option("--prefix", init_options.prefix, "事项编号的字头")->capture_default_str();
  init_app->callback([&] { code = init(init_options); });

  DemoOptions demo_options;
  auto* demo_app = app.add_subcommand("demo", "建立演示县，并照实办理一年的事项（人员均为虚构）");
  add_where(*demo_app, demo_options.where);
  demo_app->add_option("--seed", demo_options.seed, "随机种子：同一种子得到同样的县")->capture_default_str();
  demo_app->add_option("--matters", demo_options.matters, "事项数")->capture_default_str()->check(CLI::Range(0, 2'000'000));
  demo_app->add_option("--password", demo_options.password, "演示账号的密码；空：随机产生并打印一次");
  demo_app->callback([&] { code = demo(demo_options); });

  ImportOptions import_options;
  auto* import_app = app.add_subcommand("import", "导入数据");
  import_app->require_subcommand(1);
  auto* territory_app = import_app->add_subcommand("territory", "导入行政区划（全国文件或一个目录）");
  add_where(*territory_app, import_options.where);
  territory_app->add_option("path", import_options.path, "文件或目录")->required();
  territory_app->add_option("--county", import_options.county, "只要这个县及以下，并补入本县缺少的地点");
  territory_app->callback([&] { code = import_divisions(import_options); });

  auto* calendar_app = import_app->add_subcommand("calendar", "导入一年的节假日安排：先列出未了期限的变化，加 --apply 才写入");
  add_where(*calendar_app, import_options.where);
  calendar_app->add_option("path", import_options.path, "年度文件，写法同 calendar/2026.toml")->required();
  calendar_app->add_flag("--apply", import_options.apply, "写入");
  calendar_app->callback([&] { code = import_calendar(import_options); });

  CheckOptions check_options;
  auto* check_app = app.add_subcommand("check", "检查程序、期限、日历和文书文件");
  check_app->add_option("file", check_options.file, "自己写的程序文件");
  check_app->add_flag("--matrix", check_options.matrix, "打印权限表");
  check_app->callback([&] { code = check(check_options); });

  VerifyOptions verify_options;
  auto* verify_app = app.add_subcommand("verify", "核对历史记录和文件没有被改动；加目录则核对一份备份");
  add_where(*verify_app, verify_options.where);
  verify_app->add_option("backup", verify_options.backup, "备份目录");
  verify_app->callback([&] { code = verify_all(verify_options); });

  BackupOptions backup_options;
  auto* backup_app = app.add_subcommand("backup", "备份到一个新目录（可在服务运行时进行），并自行核对");
  add_where(*backup_app, backup_options.where);
  backup_app->add_option("folder", backup_options.folder, "备份目录")->required();
  backup_app->callback([&] { code = backup_to(backup_options); });

  BackupOptions restore_options;
  auto* restore_app = app.add_subcommand("restore", "从备份恢复到一个空的数据目录或空库");
  add_where(*restore_app, restore_options.where);
  restore_app->add_option("folder", restore_options.folder, "备份目录")->required();
  restore_app->callback([&] { code = restore_from(restore_options); });

  BenchOptions bench_options;
  auto* bench_app = app.add_subcommand("bench", "测量：每秒请求数、延迟、每次请求的 CPU，以及与同次测得的极限之比");
  bench_app->add_option("what", bench_options.what, "intake read list search receipts sheet（--requests 是行数）twins（--requests 是旁的反映件数）paper（--requests 是协议书份数），或 all")->required()->check(CLI::IsMember({"intake", "read", "list", "search", "receipts", "sheet", "twins", "paper", "all"}));
  bench_app->add_option("--matters", bench_options.matters, "先放入多少件事项")->capture_default_str()->check(CLI::Range(100, 5'000'000));
  bench_app->add_option("--requests", bench_options.requests, "请求数")->capture_default_str()->check(CLI::Range(100, 1'000'000));
  bench_app->add_option("--clients", bench_options.clients, "并发连接数")->capture_default_str()->check(CLI::Range(1, 512));
  bench_app->add_option("--folder", bench_options.folder, "工作目录；空：临时目录，用后删除");
  bench_app->add_option("--database", bench_options.database, "空：SQLite；或一个空的 postgresql://…");
  bench_app->add_option("--fonts", bench_options.fonts, "文书字体目录")->envname("FONTS")->capture_default_str();
  bench_app->callback([&] { code = bench(bench_options); });

  auto* openapi_app = app.add_subcommand("openapi", "打印接口说明（OpenAPI 3.1）");
  openapi_app->callback([&] { std::fputs(openapi_document().c_str(), stdout); });

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& wrong) {
    const int told = app.exit(wrong);
    return told == 0 ? 0 : 2;
  } catch (const std::exception& broken) {
    std::fprintf(stderr, "%s\n", broken.what());
    return 3;
  }
  return code;
}
