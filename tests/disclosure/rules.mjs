// Who may know, read and be shown what: the charter and the settled questions, said once more by another hand.
//
// Nothing here was taken from server/rules/permit.cc; where the two differ, charter, settled questions and law decide.
// Each rule has a name, so that it can be taken away (--self-test): a rule whose absence no question notices is not tested.
//   who:    { account, posts: [{ office, role, answers }] } of the staff, { rows: [{ matter, party }] } of a resident, {} a stranger
//   matter: facts.mjs, County.matter()

import { chain, office } from './facts.mjs'

const admins = ['system_admin', 'security_admin', 'audit_admin']
const overseers = ['triage', 'leader', 'supervisor', 'verifier']
const centres = ['county_centre', 'town_centre']

export const ruleNames = {
  'part': '来件、分流、主办、协办、抄告的机构知道（决议 3、11）',
  'written': '录入的人知道自己录入的（决议 0007）',
  'centre': '综治中心的分流、负责、督办、核查岗知道辖区内的（决议 0007）',
  'village': '村（社区）的负责岗知道本村公开的（决议 13）',
  'grid': '网格员知道自己网格公开的',
  'group': '联户长知道自己联户公开的',
  'own': '当事人知道自己的事项，不知道别人的（章程 4）',
  'admins': '三名管理员看不到任何事项',
  'group-part': '联户长不因所在网格站承办而知道',
  'sealed': '封存的不让村、网格、联户凭管辖知道（决议 13）',
  'village-door': '封存的，来件的村不再凭来件知道',
  'confidential': '保密的，只有承办和分流的机构知道（章程 5）',
  'bar': '须回避的机构及其下属、须回避的人，什么也不知道（决议 11、章程 5）',
  'sent-away': '经裁定退回的机构不再知道',
  'left': '另行办理的当事人回到自己的事项，不再看原来并入的',
  'staff-item': '给工作人员看的，当事人不看（决议 11）',
  'handling-item': '办理记录只给主办、协办和分流岗',
  'copied-item': '抄告的机构不看办理记录',
  'mediator-item': '调解记录和单方谈话只给主办调委会的调解员（人民调解法 15、决议 0030）',
  'bench': '正在写的谈话和草稿只给主办调委会的调解员（决议 0031）',
  'before-joined': '并案加入的人不看加入以前的（决议 0020）',
  'hidden-name': '要求不公开身份的，姓名不给对方和不办理的人（决议 13）',
  'joined-name': '并案的各人互不知道姓名（决议 0020）',
  'contact': '电话、住址、联系说明只给主办、协办、分流岗和录入的人（登记册二类）',
  'other-contact': '当事人看不到别人的电话、住址（章程 4）',
  'own-phone': '查询页上自己的电话也隐去：拿到链接的人都看得到这一页（决议 13）',
  'masked': '不公开身份的，电话隐去中间也不显示',
  'list-contact': '列表、查找、统计和通知里没有二类以上的内容（决议 27）',
  'own-paper': '发给别的当事人的文书，当事人不看（决议 13）',
}

export class Oracle {
  // off: rules taken away, to see whether anybody notices.
  constructor(county, off = []) {
    this.county = county
    this.off = new Set(off)
    this.kept = new Map()
  }

  on(rule) {
    return !this.off.has(rule)
  }

  // What was thought of somebody is thought again after an act.
  forget() {
    this.kept.clear()
  }

  // ---- who may know that a matter exists ----------------------------------------------------------------------------------
  knows(who, matter) {
    const of = this.kept.get(who) ?? this.kept.set(who, new Map()).get(who)
    if (!of.has(matter)) of.set(matter, this.decides(who, matter))
    return of.get(matter)
  }

  decides(who, matter) {
    if (who.rows) return this.stands(who, matter)
    if (!who.account || (this.on('bar') && this.barred(who, matter))) return false
    if (this.on('written') && matter.account === who.account) return true
    return who.posts.some(post => this.postKnows(post, matter))
  }

  stands(who, matter) {
    if (!this.on('own')) return true
    return who.rows.some(row => row.matter === matter.id && !(this.on('left') && this.party(matter, row.party)?.left))
  }

  barred(who, matter) {
    const over = who.posts.flatMap(post => chain(post.office))
    return matter.bars.some(bar => (bar.account ? bar.account === who.account : over.includes(bar.office)))
  }

  postKnows(post, matter) {
    if (admins.includes(post.role)) return !this.on('admins')
    if (this.on('part') && this.tookPart(post, matter)) return true
    const open = matter.seal === 'open' || (matter.seal === 'sealed' && !this.on('sealed')) || (matter.seal === 'confidential' && !this.on('confidential'))
    const answers = (post.answers ?? []).some(place => matter.place.includes(place))
    if (post.role === 'grid_worker') return this.on('grid') && open && answers
    if (post.role === 'group_head') return this.on('group') && open && answers
    if (!overseers.includes(post.role)) return false
    const { kind, place } = office(post.office)
    if (!matter.place.includes(place)) return false
    if (centres.includes(kind)) return this.on('centre') && (matter.seal !== 'confidential' || !this.on('confidential'))
    return kind === 'village' && this.on('village') && open
  }

  tookPart(post, matter) {
    if (post.role === 'group_head' && this.on('group-part')) return false
    if (matter.desks.includes(post.office)) return true
    if (matter.intake === post.office && !this.doorClosed(matter)) return true
    return this.parts(matter).some(part => part.office === post.office)
  }

  // A village that took in what is sealed (or turns out to be) has handed it on.
  doorClosed(matter) {
    return matter.seal === 'sealed' && this.on('village-door') && ['village', 'grid_station'].includes(office(matter.intake).kind)
  }

  parts(matter) {
    return matter.parts.filter(part => !(part.sentAway && this.on('sent-away')))
  }

  party(matter, id) {
    return matter.parties.find(one => one.id === id)
  }

  // ---- one event, file, note or record, by whom it is told to --------------------------------------------------------------
  reads(who, matter, { audience, at = 0 }) {
    if (!this.knows(who, matter)) return false
    if (who.rows) return (audience === 'parties' || (!this.on('staff-item') && audience === 'staff')) && !this.beforeTheyCame(who, matter, at)
    if (audience === 'parties' || audience === 'staff') return true
    if (audience === 'handling') return !this.on('handling-item') || this.handles(who, matter, ['lead', 'co']) || this.atDesk(who, matter)
    if (audience === 'bench') return !this.on('bench') || this.mediates(who, matter)
    return !this.on('mediator-item') || this.mediates(who, matter)
  }

  beforeTheyCame(who, matter, at) {
    const row = who.rows.find(one => one.matter === matter.id)
    const joined = row && this.party(matter, row.party)?.joined
    return Boolean(joined) && at < joined && this.on('before-joined')
  }

  handles(who, matter, kinds) {
    const all = this.on('copied-item') ? kinds : [...kinds, 'copied']
    return who.posts.some(post => !['group_head', ...admins].includes(post.role) && this.parts(matter).some(part => all.includes(part.kind) && part.office === post.office))
  }

  atDesk(who, matter) {
    return who.posts.some(post => overseers.includes(post.role) &&
      (matter.desks.includes(post.office) || (centres.includes(office(post.office).kind) && matter.place.includes(office(post.office).place))))
  }

  mediates(who, matter) {
    return !who.rows && who.posts.some(post => post.role === 'mediator' && this.parts(matter).some(part => part.kind === 'lead' && part.office === post.office))
  }

  // ---- a party's name, telephone, address -------------------------------------------------------------------------------------
  readsName(who, matter, party) {
    if (!this.knows(who, matter)) return false
    if (who.rows) return this.isMe(who, party) || ((!party.hidden || !this.on('hidden-name')) && !this.metByJoining(who, matter, party))
    return !party.hidden || !this.on('hidden-name') || this.near(who, matter, party)
  }

  readsContact(who, matter, party) {
    if (!this.knows(who, matter)) return false
    if (who.rows) return this.isMe(who, party) || !this.on('other-contact')
    return !this.on('contact') || this.near(who, matter, party)
  }

  readsMasked(who, matter, party) {
    return this.knows(who, matter) && !who.rows && (!party.hidden || !this.on('masked') || this.near(who, matter, party))
  }

  isMe(who, party) {
    return who.rows.some(row => row.party === party.id)
  }

  // Those who reported the same thing apart from each other.
  metByJoining(who, matter, party) {
    if (!this.on('joined-name')) return false
    const me = who.rows.map(row => this.party(matter, row.party)).find(Boolean)
    return Boolean(party.joined) || Boolean(me?.joined && party.brought)
  }

  near(who, matter, party) {
    return this.handles(who, matter, party?.hidden ? ['lead'] : ['lead', 'co']) || this.atDesk(who, matter) || (matter.account === who.account && this.on('written'))
  }

  // ---- what was found in an answer ----------------------------------------------------------------------------------------------
  // door: 'page' the matter's own page and papers; 'list' every list, search, figure, notice and error.
  allows(who, secret, door) {
    return secret.homes.some(home => this.allowsAt(who, home, door))
  }

  allowsAt(who, secret, door) {
    const matter = this.county.matters.get(secret.matter)
    const party = secret.party && this.party(matter, secret.party)
    const plain = door === 'page' || !this.on('list-contact')
    switch (secret.kind) {
      case 'head': return this.headFor(who, matter, secret)
      case 'item': return this.reads(who, matter, secret)
      case 'name': return this.readsName(who, matter, party)
      case 'masked phone': return this.readsMasked(who, matter, party)
      // Also one's own number is masked: whoever holds the link sees the page.
      case 'phone': return plain && this.readsContact(who, matter, party) && (!who.rows || !this.on('own-phone'))
      case 'address':
      case 'note': return plain && this.readsContact(who, matter, party)
      case 'paper': return this.reads(who, matter, { audience: 'parties', at: secret.at }) && (!who.rows || !secret.party || !this.on('own-paper') || who.rows.some(row => row.party === secret.party))
      // Whoever was merged into another matter was told its number, and a number alone shows nothing (settled 13).
      default: return this.knows(who, matter) || Boolean(who.rows?.some(row => row.matter === matter.id))
    }
  }

  // The words of the report itself. Whoever joined by a report of their own has their own words.
  headFor(who, matter, secret) {
    if (!this.knows(who, matter)) return false
    return !who.rows || !this.beforeTheyCame(who, matter, secret.at ?? 0)
  }
}
