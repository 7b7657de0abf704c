import { shallowReactive } from 'vue'

export interface FieldError {
  // JSON pointer into the request, e.g. "/fields/reason".
  pointer: string
  message: string
}

export type FailureKind = 'offline' | 'timeout' | 'refused' | 'server'

interface Problem {
  status?: number
  code?: string
  title?: string
  detail?: string
  errors?: FieldError[]
}

// What went wrong, in words a user can act on. Every rejected call of the client is one of these.
export class Failure extends Error {
  readonly kind: FailureKind
  readonly status: number
  readonly code: string
  readonly title: string
  // Grows shorter while the user mends what is wrong (parts/mended.ts); whoever shows it follows.
  readonly errors: FieldError[]

  constructor(kind: FailureKind, title: string, problem: Problem = {}) {
    super(problem.detail ?? title)
    this.name = 'Failure'
    this.kind = kind
    this.title = problem.title ?? title
    this.status = problem.status ?? 0
    this.code = problem.code ?? kind
    this.errors = shallowReactive([...(problem.errors ?? [])])
  }

  // The same request may succeed later without a change by the user.
  get passing(): boolean {
    return this.kind !== 'refused' || this.status === 408 || this.status === 429
  }

  get stale(): boolean {
    return this.status === 412
  }

  get unauthenticated(): boolean {
    return this.status === 401
  }
}

export function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error
  return new Failure('server', '页面出错了，请刷新后再试', { detail: error instanceof Error ? error.message : String(error) })
}

const fallback: Record<number, string> = {
  401: '请先登录',
  403: '您没有办理这件事的权限',
  404: '没有找到',
  409: '与当前情况不一致，请刷新后再试',
  412: '内容已被他人更新，请核对后再提交',
  413: '文件太大，请缩小后再传',
  415: '不支持这种文件',
  422: '有内容需要修改',
  429: '操作太频繁，请稍后再试',
}

export async function failureOf(response: Response): Promise<Failure> {
  const kind: FailureKind = response.status >= 500 ? 'server' : 'refused'
  const title = fallback[response.status] ?? (kind === 'server' ? '系统暂时不可用，请稍后再试' : '没有办成')
  let problem: Problem = {}
  if ((response.headers.get('Content-Type') ?? '').includes('json')) {
    problem = ((await response.json().catch(() => ({}))) ?? {}) as Problem
  }
  return new Failure(kind, title, { ...problem, status: response.status })
}
