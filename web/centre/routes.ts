import { createRouter, createWebHistory, type RouteRecordRaw, type Router } from 'vue-router'
import { ElMessage } from 'element-plus'

import { asFailure } from '@/base/failure'
import { online } from '@/base/online'
import { tabMemory } from '@/base/remember'
import { useSession } from '@/entities/session/store'

declare module 'vue-router' {
  interface RouteMeta {
    title: string
    // Any one of these in session.may opens the page; the server decides again on every call.
    may?: string[]
    open?: boolean
    // Looked at by the week rather than by the hour: behind 更多 when there are many.
    seldom?: boolean
  }
}

const REOPENED = 'lianhu.desk.reopened'

export interface Place {
  path: string
  title: string
  may: string[]
  seldom: boolean
}

const pages: RouteRecordRaw[] = [
  { path: '', component: () => import('./triage/TriagePage.vue'), meta: { title: '分流台', may: ['desk'] } },
  { path: 'work', component: () => import('./work/WorkPage.vue'), meta: { title: '我的工作', may: ['work', 'desk'] } },
  { path: 'matters', component: () => import('./work/MattersPage.vue'), meta: { title: '全部事项', may: ['search', 'desk', 'work'] } },
  { path: 'matters/:id', component: () => import('./matter/MatterPage.vue'), meta: { title: '事项' } },
  { path: 'matters/:id/papers', component: () => import('./paper/PapersPage.vue'), meta: { title: '出具文书' } },
  { path: 'matters/:id/mediation', component: () => import('./mediation/BenchPage.vue'), meta: { title: '调解台' } },
  { path: 'mediations', component: () => import('./mediation/MediationsPage.vue'), meta: { title: '我的调解', may: ['mediate'] } },
  { path: 'brief', component: () => import('./brief/BriefPage.vue'), meta: { title: '简报', may: ['search'] } },
  { path: 'statistics', component: () => import('./statistics/StatisticsPage.vue'), meta: { title: '统计表', may: ['search'], seldom: true } },
  { path: 'statistics/codes', component: () => import('./statistics/CodeFormPage.vue'), meta: { title: '按清单分类的统计表', may: ['search'] } },
  { path: 'statistics/teams', component: () => import('./statistics/TeamFormPage.vue'), meta: { title: '组织队伍经费保障情况统计表', may: ['search'] } },
  { path: 'admin/committees', component: () => import('./admin/committee/CommitteesPage.vue'), meta: { title: '调委会和名册', may: ['search', 'admin_system'], seldom: true } },
  { path: 'admin/committees/:office', component: () => import('./admin/committee/CommitteePage.vue'), meta: { title: '一个调委会', may: ['search', 'admin_system'] } },
  { path: 'statistics/old', component: () => import('./statistics/OldRegisterPage.vue'), meta: { title: '旧台账', may: ['search'] } },
  { path: 'statistics/register', component: () => import('./statistics/RegisterPage.vue'), meta: { title: '人民调解台账', may: ['search'] } },
  { path: 'prevention', component: () => import('./prevention/PreventionPage.vue'), meta: { title: '预防提示', may: ['work', 'desk'], seldom: true } },
  { path: 'prevention/:id', component: () => import('./prevention/ReminderPage.vue'), meta: { title: '一条预防提示', may: ['work', 'desk'] } },
  { path: 'search', component: () => import('./work/SearchPage.vue'), meta: { title: '搜索', may: ['search'] } },
  { path: 'intake', component: () => import('./intake/IntakePage.vue'), meta: { title: '窗口登记', may: ['intake'] } },
  { path: 'spot', component: () => import('./spot/SpotPage.vue'), meta: { title: '当场办结', may: ['spot'] } },
  { path: 'dockets', component: () => import('./bulk/DocketsPage.vue'), meta: { title: '批量打印', may: ['work', 'desk'] } },
  { path: 'supervision', component: () => import('./bulk/SupervisionPage.vue'), meta: { title: '督办单', may: ['centre'] } },
  { path: 'conference', component: () => import('./conference/ConferencePage.vue'), meta: { title: '研判会', may: ['centre'], seldom: true } },
  { path: 'rota', component: () => import('./rota/RotaPage.vue'), meta: { title: '轮驻安排', may: ['centre'], seldom: true } },
  { path: 'draws', component: () => import('./draw/DrawsPage.vue'), meta: { title: '抽查', may: ['work', 'desk'], seldom: true } },
  { path: 'draws/:id', component: () => import('./draw/DrawPage.vue'), meta: { title: '一次抽签', may: ['work', 'desk'] } },
  { path: 'other', component: () => import('./other/OtherPage.vue'), meta: { title: '外部来件', may: ['desk'] } },
  { path: 'deliveries', component: () => import('./delivery/DeliveryPage.vue'), meta: { title: '通知发送', may: ['desk'], seldom: true } },
  { path: 'messages', component: () => import('./message/MessagesPage.vue'), meta: { title: '通知下达', may: ['tell'], seldom: true } },
  { path: 'messages/:id', component: () => import('./message/MessagePage.vue'), meta: { title: '一条消息', may: ['tell'] } },
  { path: 'precedents', component: () => import('./admin/duty/PrecedentsPage.vue'), meta: { title: '裁定先例', may: ['precedents'], seldom: true } },
  { path: 'notices', component: () => import('./notices/NoticesPage.vue'), meta: { title: '通知' } },
  { path: 'procedures', component: () => import('./procedures/ProceduresPage.vue'), meta: { title: '办理程序', seldom: true } },
  { path: 'admin/accounts', component: () => import('./admin/AccountsPage.vue'), meta: { title: '账号与岗位', may: ['admin_system'] } },
  { path: 'admin/outbox', component: () => import('./delivery/OutboxPage.vue'), meta: { title: '发送通道', may: ['admin_system'] } },
  { path: 'admin/calendar', component: () => import('./admin/calendar/CalendarPage.vue'), meta: { title: '放假安排', may: ['admin_system'] } },
  { path: 'admin/offices', component: () => import('./admin/office/OfficesPage.vue'), meta: { title: '机构', may: ['admin_system'] } },
  { path: 'admin/places', component: () => import('./admin/place/PlacesPage.vue'), meta: { title: '网格和联户', may: ['admin_system', 'admin_security'] } },
  { path: 'admin/responsibility', component: () => import('./admin/office/ResponsibilityPage.vue'), meta: { title: '责任人', may: ['admin_system'] } },
  { path: 'admin/categories', component: () => import('./admin/category/CategoriesPage.vue'), meta: { title: '类别与对照', may: ['admin_system'] } },
  { path: 'admin/duties', component: () => import('./admin/duty/DutyListPage.vue'), meta: { title: '职责清单', may: ['admin_system'] } },
  { path: 'admin/aids', component: () => import('./admin/aid/AidsPage.vue'), meta: { title: '调解提示', may: ['admin_system'] } },
  { path: 'admin/procedures', component: () => import('./admin/procedure/ProcedureAdminPage.vue'), meta: { title: '程序发布', may: ['admin_system', 'admin_security'] } },
  { path: 'admin/security', component: () => import('./admin/SecurityPage.vue'), meta: { title: '账号安全', may: ['admin_security'] } },
  { path: 'admin/audit', component: () => import('./admin/AuditPage.vue'), meta: { title: '审计', may: ['admin_audit'] } },
  { path: 'elsewhere', component: () => import('./shell/ElsewherePage.vue'), meta: { title: '没有这个页面' } },
]

export const PLACES: Place[] = ['', 'work', 'mediations', 'matters', 'brief', 'statistics', 'prevention', 'intake', 'spot', 'other', 'conference', 'rota', 'draws', 'precedents', 'deliveries', 'messages', 'procedures', 'admin/accounts', 'admin/offices', 'admin/committees', 'admin/responsibility', 'admin/categories', 'admin/duties', 'admin/aids', 'admin/calendar', 'admin/outbox', 'admin/security', 'admin/places', 'admin/procedures', 'admin/audit'].map(
  (path) => {
    const found = pages.find((page) => page.path === path)
    return { path: `/desk/${path}`, title: found?.meta?.title ?? '', may: found?.meta?.may ?? [], seldom: found?.meta?.seldom ?? false }
  },
)

export const mayOpen = (needs: string[] | undefined, has: string[]): boolean =>
  !needs || needs.length === 0 || needs.some((need) => has.includes(need))

// Reads every page's code while there is time, so that a lost network does not close the rest of the desk.
export function readAhead(): void {
  for (const page of pages) if (typeof page.component === 'function') void (page.component as () => Promise<unknown>)().catch(() => undefined)
}

// Where someone lands who may not see the triage desk.
export const homeOf = (has: string[]): string => PLACES.find((place) => place.may.length > 0 && mayOpen(place.may, has))?.path ?? '/desk/notices'

export function deskRouter(): Router {
  const router = createRouter({
    history: createWebHistory(),
    routes: [
      { path: '/desk/login', component: () => import('./login/LoginPage.vue'), meta: { title: '登录', open: true } },
      { path: '/desk', component: () => import('./shell/DeskShell.vue'), meta: { title: '' }, children: pages },
      { path: '/:rest(.*)*', redirect: '/desk/elsewhere' },
    ],
    scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  })
  router.beforeEach(async (to) => {
    if (to.meta.open) return true
    const store = useSession()
    if (!store.known) {
      try {
        await store.resume()
      } catch (error) {
        return { path: '/desk/login', query: { next: to.fullPath, why: asFailure(error).kind } }
      }
    }
    if (!store.session) return { path: '/desk/login', query: { next: to.fullPath } }
    if (mayOpen(to.meta.may, store.session.may)) return true
    return to.path === '/desk' || to.path === '/desk/' ? homeOf(store.session.may) : '/desk/elsewhere'
  })
  // A page's code did not come: without a network say so; else a newer version is out, and the address is opened afresh.
  router.onError((_error, to) => {
    const tried = tabMemory.read(REOPENED) === to.fullPath
    if (!online.value) ElMessage.warning('现在没有网络，这一页还没有读过，连上后再打开')
    else if (tried) ElMessage.error('这一页没有打开，请稍后再试')
    else if (tabMemory.write(REOPENED, to.fullPath)) location.assign(to.fullPath)
  })
  router.afterEach((to) => {
    tabMemory.drop(REOPENED)
    document.title = to.meta.title ? `${to.meta.title} · 联户` : '联户'
  })
  return router
}
