import { asFailure, Failure } from '@/base/failure'

// A login that is refused is no ended session: the server's general title for 401 would ask to log in first.
export function loginFailure(error: unknown): Failure {
  const failure = asFailure(error)
  if (!failure.unauthenticated) return failure
  return new Failure('refused', '没有登录成功', { status: failure.status, detail: failure.message, errors: failure.errors })
}
