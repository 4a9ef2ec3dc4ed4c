import { z } from 'zod'

// zod compiles object schemas with `new Function` where it may, and finds out by trying: under our content policy that
// is a reported violation. It decides when a schema is made, so this module is imported before any that makes one.
z.config({ jitless: true })
