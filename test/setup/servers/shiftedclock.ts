// Preloaded into a server: each SIGUSR2 sets its clock back by an hour.
const real = Date.now
let behind = 0
process.on('SIGUSR2', () => (behind += 3_600_000))
Date.now = () => real() - behind
