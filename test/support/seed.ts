import fc from 'fast-check'

// The same generated cases every time, so that what landed green stays green; SEED=$RANDOM goes looking for others.
fc.configureGlobal({ seed: Number(process.env['SEED'] ?? 20261121) })
