import { onBeforeUnmount, ref, type Ref } from 'vue'

// An address for bytes that only came with a header (secret, session), given back when the page goes.
export function usePictures(): { show: (name: string, load: () => Promise<Blob>) => Promise<void>; addresses: Ref<Record<string, string>>; drop: (name: string) => void } {
  const addresses = ref<Record<string, string>>({})
  let gone = false

  async function show(name: string, load: () => Promise<Blob>): Promise<void> {
    if (addresses.value[name]) return
    const blob = await load()
    if (!gone) addresses.value = { ...addresses.value, [name]: URL.createObjectURL(blob) }
  }

  function drop(name: string): void {
    const { [name]: address, ...rest } = addresses.value
    if (address) URL.revokeObjectURL(address)
    addresses.value = rest
  }

  onBeforeUnmount(() => {
    gone = true
    Object.values(addresses.value).forEach((address) => URL.revokeObjectURL(address))
  })
  return { show, addresses, drop }
}
