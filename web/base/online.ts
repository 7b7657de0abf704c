import { readonly, ref } from 'vue'

const state = ref(navigator.onLine !== false)

export const online = readonly(state)
// Service workers, geolocation and the clipboard exist only here; IndexedDB exists everywhere.
export const secure = window.isSecureContext

window.addEventListener('online', () => (state.value = true))
window.addEventListener('offline', () => (state.value = false))
