import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'

// By hand and not by crypto.subtle, which a page over plain http does not have.
export const sha256Hex = (bytes: ArrayBuffer) => bytesToHex(sha256(new Uint8Array(bytes)))
