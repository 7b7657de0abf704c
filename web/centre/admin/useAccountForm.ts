import { reactive, ref, shallowRef, type Ref } from 'vue'

import { Attempt } from '@/base/attempt'
import { asFailure, type Failure } from '@/base/failure'
import { changeAccount, openAccount } from '@/entities/admin/api'
import type { AccountInput, AccountRow, PostInput } from '@/entities/admin/types'

export interface AccountForm {
  form: { login: string; name: string; phone: string; posts: PostInput[] }
  failure: Ref<Failure | undefined>
  sending: Ref<boolean>
  addPost: () => void
  dropPost: (index: number) => void
  submit: () => Promise<void>
}

export function useAccountForm(account: AccountRow | undefined, saved: (login: string) => void): AccountForm {
  const form = reactive({
    login: account?.login ?? '',
    name: account?.name ?? '',
    phone: account?.phone ?? '',
    posts: account?.posts.map(({ office, role }) => ({ office, role })) ?? [{ office: '', role: '' }],
  })
  const failure = shallowRef<Failure>()
  const sending = ref(false)
  const attempt = new Attempt()

  function input(): AccountInput {
    const phone = form.phone.trim()
    return {
      login: form.login.trim(),
      name: form.name.trim(),
      posts: form.posts.filter((post) => post.office !== '' || post.role !== ''),
      ...(phone ? { phone } : {}),
    }
  }

  async function submit(): Promise<void> {
    if (sending.value) return
    sending.value = true
    failure.value = undefined
    const body = input()
    try {
      if (account) await changeAccount(account.id, body, account.etag, attempt.key(body))
      else await openAccount(body, attempt.key(body))
      attempt.done()
      saved(body.login)
    } catch (error) {
      failure.value = asFailure(error)
    } finally {
      sending.value = false
    }
  }

  return {
    form,
    failure,
    sending,
    addPost: () => form.posts.push({ office: '', role: '' }),
    dropPost: (index) => form.posts.splice(index, 1),
    submit,
  }
}
