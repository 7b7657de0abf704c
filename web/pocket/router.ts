import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'

import { t } from './messages'
import HomePage from './pages/HomePage.vue'

const STEPS = ':step(what|where|who|check)?'

const routes: RouteRecordRaw[] = [
  { path: '/', component: HomePage, meta: { title: t('home.title') } },
  { path: '/call', component: () => import('./pages/CallPage.vue'), meta: { title: t('call.title') } },
  { path: '/messages', component: () => import('./pages/NewsPage.vue'), meta: { title: t('news.title') } },
  { path: '/feedback', component: () => import('./pages/FeedbackPage.vue'), meta: { title: t('feedback.title') } },
  { path: '/verify', component: () => import('./pages/VerifyPage.vue'), meta: { title: t('verify.title') } },
  { path: '/committees', component: () => import('./pages/CommitteesPage.vue'), meta: { title: t('committees.title') } },
  { path: '/committees/:office', component: () => import('./pages/CommitteePage.vue'), props: true, meta: { title: t('committee.title') } },
  { path: '/outbox', component: () => import('./pages/OutboxPage.vue'), meta: { title: t('outbox.title') } },
  { path: `/report/${STEPS}`, component: () => import('./pages/report/ReportPage.vue'), meta: { title: t('report.title') } },
  { path: '/done/:entry', component: () => import('./pages/report/DonePage.vue'), props: true, meta: { title: t('done.title') } },
  { path: '/mine', component: () => import('./pages/track/MinePage.vue'), meta: { title: t('mine.title') } },
  { path: '/t', component: () => import('./pages/track/TrackPage.vue'), meta: { title: t('track.title') } },
  { path: '/m/login', component: () => import('./pages/staff/LoginPage.vue'), meta: { title: t('login.title') } },
  { path: '/m/', component: () => import('./pages/staff/WorkPage.vue'), meta: { title: t('work.title'), staff: true } },
  { path: '/m/spot', component: () => import('./pages/staff/SpotPage.vue'), meta: { title: t('spot.title'), staff: true } },
  { path: '/m/quick/:kind', component: () => import('./pages/staff/QuickPage.vue'), props: true, meta: { title: t('quick.title'), staff: true } },
  { path: '/m/find', component: () => import('./pages/staff/FindPage.vue'), meta: { title: t('find.title'), staff: true } },
  { path: '/m/notices', component: () => import('./pages/staff/NoticesPage.vue'), meta: { title: t('notices.title'), staff: true } },
  { path: '/m/mediations', component: () => import('./pages/staff/MediationsPage.vue'), meta: { title: t('mediations.title'), staff: true } },
  { path: '/m/relay', component: () => import('./pages/staff/RelayPage.vue'), meta: { title: t('relay.title'), staff: true } },
  { path: '/m/me', component: () => import('./pages/staff/MePage.vue'), meta: { title: t('me.title'), staff: true } },
  { path: '/m/matter/:id/papers', component: () => import('./pages/staff/PapersPage.vue'), props: true, meta: { title: t('paper.title'), staff: true } },
  { path: '/m/matter/:id', component: () => import('./pages/staff/MatterPage.vue'), props: true, meta: { title: t('matter.title'), staff: true } },
  {
    path: `/m/report/${STEPS}`,
    component: () => import('./pages/report/ReportPage.vue'),
    props: { staff: true },
    meta: { title: t('report.title.staff'), staff: true },
  },
  { path: '/:rest(.*)*', component: () => import('./pages/MissingPage.vue'), meta: { title: t('missing.title') } },
]

export const router = createRouter({
  history: createWebHistory('/'),
  routes,
  scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? undefined : { top: 0 }),
})
