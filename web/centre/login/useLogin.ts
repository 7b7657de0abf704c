import { ref, shallowRef, type Ref } from 'vue'

import { Failure } from '@/base/failure'
import { loginFailure } from '@/entities/session/refused'
import { useSession } from '@/entities/session/store'

export interface LoginForm {
  name: Ref<string>
  password: Ref<string>
  failure: Ref<Failure | undefined>
  sending: Ref<boolean>
  submit: () => Promise<void>
}

export function useLogin(first: string, done: () => void): LoginForm {
  const store = useSession()
  const name = ref(first)
  const password = ref('')
  const failure = shallowRef<Failure>()
  const sending = ref(false)

  function missing(): Failure | undefined {
    const errors = [
      ...(name.value.trim() === '' ? [{ pointer: '/login', message: '请填写登录账号' }] : []),
      ...(password.value === '' ? [{ pointer: '/password', message: '请填写密码' }] : []),
    ]
    return errors.length > 0 ? new Failure('refused', '还不能登录', { errors }) : undefined
  }

  async function submit(): Promise<void> {
    failure.value = missing()
    if (failure.value || sending.value) return
    sending.value = true
    try {
      await store.login(name.value.trim(), password.value)
      password.value = ''
      done()
    } catch (error) {
      failure.value = loginFailure(error)
      password.value = ''
    } finally {
      sending.value = false
    }
  }

  return { name, password, failure, sending, submit }
}
