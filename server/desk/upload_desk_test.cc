// Files that come in pieces: cut, doubled, spoilt, another's; one attachment in the end. And a recording that is written down.

#include <algorithm>
#include <thread>

#include <gtest/gtest.h>

#include "base/test_sound.h"
#include "desk/quick_desk.h"
#include "desk/spine_house.h"
#include "desk/upload_desk.h"

namespace lianhu {
namespace {

struct UploadHouse : SpineHouse {
  explicit UploadHouse(Engine engine) : SpineHouse(engine), taken(report()) {}

  UploadStart start(const std::string& whole, bool of_report = true) const { return {"录音1.webm", "audio/webm", sha256_hex(whole), static_cast<std::int64_t>(whole.size()), of_report}; }
  Result<UploadView> send(const Entry& entry, const std::string& whole, std::int64_t from, std::size_t count, const std::string& id = "upload-1") const {
    return uploads.piece(entry, taken.matter, id, from, std::string_view(whole).substr(static_cast<std::size_t>(from), count));
  }
  std::size_t attached() const { return TrackDesk(*house).track(person(taken))->attachments.size(); }
  std::int64_t pieces() {
    std::int64_t count = 0;
    db->read([&](Session& session) { session.query("SELECT COUNT(*) FROM upload_piece", {}, [&](const Row& row) { count = row.i64(0); }); });
    return count;
  }

  paper::RenderSlots slots{1};
  FileDesk desk_of_files{*house, slots, "", ""};
  UploadDesk uploads{*house, desk_of_files};
  Taken taken;
  Entry hers = by(person(taken));
  std::string voice = test_sound::webm(30);
};

class Uploads : public testing::TestWithParam<Engine> {
 protected:
  UploadHouse h{GetParam()};
};
INSTANTIATE_TEST_SUITE_P(Engines, Uploads, ::testing::ValuesIn(test_engines()), engine_name);

TEST_P(Uploads, GoOnWhereTheyStoppedAndBecomeOneAttachment) {
  EXPECT_EQ(h.uploads.state(h.hers.actor, h.taken.matter, "upload-1").error().code, "not_found");
  EXPECT_EQ(h.uploads.begin(h.hers, h.taken.matter, "upload-1", h.start(h.voice))->offset, 0);
  EXPECT_EQ(h.send(h.hers, h.voice, 0, 700)->offset, 700);
  EXPECT_EQ(h.send(h.hers, h.voice, 0, 700)->offset, 700) << "sent again, held once";
  EXPECT_EQ(h.attached(), 0u) << "nothing of it is seen before it is whole";
  // The page was killed: it begins again under the same name.
  EXPECT_EQ(h.uploads.begin(h.hers, h.taken.matter, "upload-1", h.start(h.voice))->offset, 700);
  const auto gap = h.send(h.hers, h.voice, 900, 100);
  EXPECT_EQ(gap.error().code, "upload_offset");
  EXPECT_NE(gap.error().message.find("700"), std::string::npos) << "it says where to go on";
  EXPECT_EQ(h.send(h.hers, h.voice, 600, 200).error().code, "upload_offset");
  EXPECT_EQ(h.send(h.hers, h.voice, 700, 0).error().code, "upload_empty");
  const auto whole = h.send(h.hers, h.voice, 700, std::string::npos);
  ASSERT_TRUE(whole.ok()) << whole.error().message;
  ASSERT_TRUE(whole->attachment);
  EXPECT_EQ(whole->attachment->media_type, "audio/webm");
  EXPECT_EQ(h.pieces(), 0);
  EXPECT_EQ(h.send(h.hers, h.voice, 700, std::string::npos)->attachment->id, whole->attachment->id) << "the answer was lost";
  EXPECT_EQ(h.uploads.begin(h.hers, h.taken.matter, "upload-1", h.start(h.voice))->attachment->id, whole->attachment->id);
  EXPECT_EQ(h.attached(), 1u);
  EXPECT_EQ(h.file(h.taken.matter).events.back().told->text, "附上录音“录音1.webm”");
  EXPECT_EQ(*h.files.get(sha256_hex(h.voice)), h.voice);
}

TEST_P(Uploads, SentTwiceAtOnceAreOneAttachmentAndOneStep) {
  for (int n = 1; n <= 10; ++n) {
    const std::string voice = test_sound::webm(30 + n);
    std::vector<std::string> ids(6);
    std::vector<std::thread> hands;
    for (std::string& id : ids) {
      hands.emplace_back([&] {
        const auto row = h.desk_of_files.upload(h.hers, h.taken.matter, voice, "audio/webm", "录音.webm", true);
        id = row ? row->id : row.error().code + row.error().message;
      });
    }
    for (std::thread& hand : hands) hand.join();
    EXPECT_EQ(std::count(ids.begin(), ids.end(), ids.front()), 6) << ids.front() << ' ' << ids.back();
    EXPECT_EQ(h.attached(), static_cast<std::size_t>(n));
    EXPECT_EQ(h.file(h.taken.matter).events.size(), static_cast<std::size_t>(n) + 1);
  }
}

TEST_P(Uploads, WhatCameIsWhatWasPromisedOrItBeginsAgain) {
  ASSERT_TRUE(h.uploads.begin(h.hers, h.taken.matter, "upload-1", h.start(h.voice)).ok());
  std::string spoilt = h.voice;
  spoilt[40] ^= 1;
  const auto refused = h.send(h.hers, spoilt, 0, std::string::npos);
  EXPECT_EQ(refused.error().code, "upload_hash");
  EXPECT_EQ(h.uploads.state(h.hers.actor, h.taken.matter, "upload-1")->offset, 0);
  EXPECT_EQ(h.pieces(), 0);
  EXPECT_TRUE(h.send(h.hers, h.voice, 0, std::string::npos)->attachment);
  EXPECT_EQ(h.attached(), 1u);
}

TEST_P(Uploads, AreOnesOwnAndNobodyElses) {
  ASSERT_TRUE(h.uploads.begin(h.hers, h.taken.matter, "upload-1", h.start(h.voice)).ok());
  const Taken other = h.report("另一件事，路灯不亮。");
  for (const Entry& stranger : {h.by("tc_triage"), h.by(h.person(other))}) {
    EXPECT_EQ(h.uploads.state(stranger.actor, h.taken.matter, "upload-1").error().code, "not_found");
    EXPECT_EQ(h.send(stranger, h.voice, 0, 10).error().code, "not_found");
    EXPECT_EQ(h.uploads.begin(stranger, h.taken.matter, "upload-1", h.start(h.voice)).error().code, "not_found");
  }
  EXPECT_EQ(h.uploads.begin(h.by("tc2_triage"), h.taken.matter, "upload-2", h.start(h.voice)).error().code, "not_found") << "a matter they may not know";
  EXPECT_TRUE(h.uploads.begin(h.by(h.person(other)), other.matter, "upload-1", h.start(h.voice)).ok()) << "a name is one matter's";
}

TEST_P(Uploads, RefuseWhatIsNoFileOfThatName) {
  EXPECT_EQ(h.uploads.begin(h.hers, h.taken.matter, "upload-1", {"a", "audio/webm", std::string(64, 'Z'), 5, true}).error().fields.at(0).pointer, "/sha256");
  UploadStart program = h.start(h.voice);
  program.media_type = "application/x-msdownload";
  EXPECT_EQ(h.uploads.begin(h.hers, h.taken.matter, "upload-1", program).error().code, "media_unknown");
  ASSERT_TRUE(h.uploads.begin(h.hers, h.taken.matter, "upload-1", h.start(h.voice)).ok());
  EXPECT_EQ(h.uploads.begin(h.hers, h.taken.matter, "upload-1", h.start("other")).error().code, "upload_differs");
  EXPECT_EQ(h.uploads.piece(h.hers, h.taken.matter, "upload-1", 0, h.voice + "x").error().code, "upload_long");
  // What the content is, the content says, when it is whole; then the upload is gone.
  const std::string text = "只是一段文字";
  ASSERT_TRUE(h.uploads.begin(h.hers, h.taken.matter, "upload-2", h.start(text)).ok());
  EXPECT_EQ(h.send(h.hers, text, 0, std::string::npos, "upload-2").error().code, "media_unknown");
  EXPECT_EQ(h.uploads.state(h.hers.actor, h.taken.matter, "upload-2").error().code, "not_found");
  const std::string film = test_sound::webm(9, 1);
  ASSERT_TRUE(h.uploads.begin(h.hers, h.taken.matter, "upload-3", h.start(film)).ok());
  EXPECT_EQ(h.send(h.hers, film, 0, std::string::npos, "upload-3").error().code, "sound_video");
  const std::string hours = test_sound::webm(126);
  ASSERT_TRUE(h.uploads.begin(h.hers, h.taken.matter, "upload-4", h.start(hours)).ok());
  const auto refused = h.send(h.hers, hours, 0, std::string::npos, "upload-4");
  EXPECT_EQ(refused.error().code, "voice_long");
  EXPECT_NE(refused.error().message.find("126 秒"), std::string::npos);
  EXPECT_EQ(h.attached(), 0u);
  // What an office records of its own work may be longer.
  const Entry desk = h.by("tc_triage");
  ASSERT_TRUE(h.uploads.begin(desk, h.taken.matter, "upload-5", h.start(hours, false)).ok());
  EXPECT_TRUE(h.send(desk, hours, 0, std::string::npos, "upload-5").ok());
}

TEST_P(Uploads, UnfinishedOnesAreForgottenAfterAWeekOfSilence) {
  ASSERT_TRUE(h.uploads.begin(h.hers, h.taken.matter, "upload-1", h.start(h.voice)).ok());
  ASSERT_TRUE(h.send(h.hers, h.voice, 0, 700).ok());
  h.clock.advance(6LL * 86'400'000);
  EXPECT_EQ(sweep_unfinished(*h.house, h.clock.now()), 0);
  ASSERT_TRUE(h.send(h.hers, h.voice, 700, 10).ok());
  h.clock.advance(6LL * 86'400'000);
  EXPECT_EQ(sweep_unfinished(*h.house, h.clock.now()), 0) << "heard of six days ago";
  h.clock.advance(2LL * 86'400'000);
  EXPECT_EQ(sweep_unfinished(*h.house, h.clock.now()), 1);
  EXPECT_EQ(h.pieces(), 0);
  EXPECT_EQ(h.uploads.state(h.hers.actor, h.taken.matter, "upload-1").error().code, "not_found");
}

TEST_P(Uploads, ARecordingIsWrittenDownBesideItselfAndGivesTheMatterItsTitle) {
  const Taken spoken = h.report("语音反映（30秒），待记录");
  const Entry speaker = h.by(h.person(spoken));
  ASSERT_TRUE(h.uploads.begin(speaker, spoken.matter, "upload-1", h.start(h.voice)).ok());
  const auto whole = h.uploads.piece(speaker, spoken.matter, "upload-1", 0, h.voice);
  ASSERT_TRUE(whole.ok());
  const AttachmentId recording{whole->attachment->id};
  const MatterDesk matters(*h.house);
  EXPECT_EQ(matters.hear(h.by("tc2_triage"), spoken.matter, recording, {"沟堵了"}).error().code, "not_found");
  EXPECT_EQ(matters.hear(h.by("wb_handler"), spoken.matter, recording, {"沟堵了"}).error().code, "not_found");
  EXPECT_EQ(matters.hear(h.by("tc_triage"), spoken.matter, AttachmentId{"none"}, {"沟堵了"}).error().code, "not_found");
  const Entry desk = h.by("tc_triage", "heard-key-1");
  ASSERT_TRUE(matters.hear(desk, spoken.matter, recording, {"屋后的沟堵了。下雨就漫水。"}).ok());
  EXPECT_TRUE(matters.hear(desk, spoken.matter, recording, {"屋后的沟堵了。下雨就漫水。"})->again) << "pressed twice, written once";
  const MatterFile file = h.file(spoken.matter);
  EXPECT_EQ(file.matter.title, "屋后的沟堵了");
  EXPECT_EQ(file.matter.summary, "语音反映（30秒），待记录") << "what came in stays as it came";
  EXPECT_EQ(file.events.back().told->text, "屋后的沟堵了。下雨就漫水。\n（据录音“录音1.webm”）");
  EXPECT_EQ(std::count_if(file.events.begin(), file.events.end(), [](const PastEvent& e) { return e.row.kind == "heard"; }), 1);
  const Track track = *TrackDesk(*h.house).track(speaker.actor);
  EXPECT_EQ(track.timeline.back().title, "记下录音里说的话") << "the person reads what was understood";
  ASSERT_TRUE(matters.hear(h.by("tc_triage"), spoken.matter, recording, {"又听了一遍：是两条沟。"}).ok());
  EXPECT_EQ(h.file(spoken.matter).matter.title, "屋后的沟堵了");
}

TEST_P(Uploads, WhoInterpretsIsKeptAndWhatIsTakenAlongHoldsNoTelephone) {
  Report report = h.words();
  report.interpreter = "苗语，侄女翻译";
  report.no_call = true;
  report.helped_by = "化名网格员";
  const Taken spoken = spine::must(IntakeDesk(*h.house).report(h.by(""), report));
  const MatterDesk matters(*h.house);
  const Actor desk = h.county.actor("tc_triage");
  const auto taken_along = matters.open(desk, spoken.matter, "预取");
  ASSERT_TRUE(taken_along.ok());
  const PartyView& far = taken_along->parties.at(0);
  EXPECT_EQ(far.interpreter, "苗语，侄女翻译");
  EXPECT_EQ(far.helped_by, "化名网格员");
  EXPECT_FALSE(far.phone);
  EXPECT_FALSE(far.address);
  EXPECT_TRUE(far.flags.empty());
  EXPECT_TRUE(taken_along->moves.empty());
  const auto rows = *matters.accesses(desk, spoken.matter);
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].purpose, "存在工作人员手机上，到没有信号的地方看");
  const auto opened = matters.open(desk, spoken.matter, "办理");
  EXPECT_TRUE(opened->parties.at(0).phone);
  EXPECT_EQ(opened->parties.at(0).flags, (std::vector<std::string>{"不要打电话"}));
  EXPECT_FALSE(opened->moves.empty());
}

TEST_P(Uploads, AGroupHeadIsOfferedHisOwnGroupsAndEverydayKinds) {
  const QuickDesk quick(*h.house);
  const QuickForm nobody = quick.form(h.county.actor("tc_triage"));
  EXPECT_TRUE(nobody.places.empty());
  EXPECT_EQ(nobody.channel, "group_head");
  Actor head = h.county.actor("vl_head");
  for (ActorPost& post : head.posts) post.answers_for = {PlaceId{spine::grid_place}};
  const QuickForm form = quick.form(head);
  ASSERT_EQ(form.places.size(), 1u);
  EXPECT_EQ(form.places[0].id, spine::grid_place);
}


}  // namespace
}  // namespace lianhu
