/** How long something still is. The moment itself stands in words beside it, for whoever has no script. */
export function clocks() {
  const ahead = Number(Date.parse(document.querySelector('.time time')?.dateTime ?? '') - Date.now()) || 0
  const tick = () => {
    for (const clock of document.querySelectorAll('[data-ends]')) {
      const minutes = Math.round((Date.parse(clock.dataset.ends) - Date.now() - ahead) / 60_000)
      clock.textContent = minutes >= 0 ? `in ${inWords(minutes)}` : `${inWords(-minutes)} late`
      clock.classList.toggle('over', minutes < 0)
    }
  }
  tick()
  setInterval(tick, 10_000)
  document.addEventListener('swapped', tick)
}

function inWords(minutes) {
  if (minutes < 1) return 'less than a minute'
  if (minutes < 60) return counted(minutes, 'minute')
  if (minutes < 48 * 60)
    return `${counted(Math.floor(minutes / 60), 'hour')}${minutes % 60 ? ` ${counted(minutes % 60, 'minute')}` : ''}`
  return counted(Math.round(minutes / 1440), 'day')
}

function counted(number, word) {
  return `${number} ${word}${number === 1 ? '' : 's'}`
}
