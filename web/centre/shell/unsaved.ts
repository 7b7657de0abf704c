import { onBeforeUnmount } from 'vue'
import { onBeforeRouteLeave } from 'vue-router'

// Warns before typed text is lost: on leaving the page inside the app, and on closing the tab.
const QUESTION = '有填写的内容还没有提交，离开后会丢失。仍要离开吗？'

export function useTabHold(unsaved: () => boolean): void {
  const hold = (event: BeforeUnloadEvent) => {
    if (!unsaved()) return
    event.preventDefault()
    event.returnValue = QUESTION
  }
  window.addEventListener('beforeunload', hold)
  onBeforeUnmount(() => window.removeEventListener('beforeunload', hold))
}

export function useUnsavedWarning(unsaved: () => boolean): void {
  useTabHold(unsaved)
  onBeforeRouteLeave(() => !unsaved() || window.confirm(QUESTION))
}
