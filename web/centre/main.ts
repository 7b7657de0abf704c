import { createPinia } from 'pinia'
import { createApp } from 'vue'

import '@/base/theme.css'
import '@/base/form.css'
import '@/base/print.css'
import './styles/element'
import './styles/desk.css'
import './styles/contrast.css'
import './styles/print.css'
import '@/base/large-text'

import App from './App.vue'
import { deskRouter } from './routes'

const app = createApp(App)
app.use(createPinia())
app.use(deskRouter())
app.mount('#app')
