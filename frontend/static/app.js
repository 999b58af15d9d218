// Nothing here is needed: every page works without it.
import { initAll } from '/govuk/govuk-frontend.min.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
initAll()

// What somebody saw goes when their session does: in every window, whether or not the server can be reached.
const windows = new BroadcastChannel('session')
const idle = () => 1000 * document.body.dataset.idle
let timer
let until
const ended = () => {
  clearTimeout(timer)
  const notice = document.getElementById('ended')
  if (!notice) return
  document.title = 'Linchpin'
  const main = document.createElement('main')
  main.className = 'wrap main'
  main.append(document.createElement('h1'), notice.content)
  main.firstChild.textContent = notice.dataset.title
  document.body.replaceChildren(main)
}
const lasts = () => {
  clearTimeout(timer)
  until = Date.now() + idle()
  timer = setTimeout(ended, idle())
}
// Whatever is asked of the server, in whichever window, lets the session last.
const asked = () => {
  if (!idle()) return
  lasts()
  windows.postMessage('asked')
}
if (idle()) {
  windows.addEventListener('message', ({ data }) => (data === 'ended' ? ended() : lasts()))
  document.addEventListener('visibilitychange', () => {
    // A machine that slept counted no time.
    if (Date.now() >= until) ended()
  })
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) window.location.reload()
  })
  document.querySelector('form[action="/sign-out"]')?.addEventListener('submit', () => windows.postMessage('ended'))
  asked()
} else if (window.location.pathname === '/sign-in') {
  windows.postMessage('ended')
}

// A part of a page that tells of work in the background fetches itself again until the work is done.
const poll = async (part) => {
  const answer = await fetch(window.location.href, { headers: { Accept: 'text/html' } })
  asked()
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-poll]')
  if (fresh) {
    part.replaceChildren(...fresh.childNodes)
    setTimeout(poll, 1000, part)
  } else {
    window.location.reload()
  }
}
const part = document.querySelector('[data-poll]')
if (part) setTimeout(poll, 1000, part)

// A form that shows what would come of it shows it again a moment after each change.
for (const form of document.querySelectorAll('form[data-live]')) {
  let pause
  let latest = 0
  const show = async () => {
    const mine = ++latest
    const fields = new FormData(form)
    fields.set('do', 'preview')
    const answer = await fetch(form.action, { method: 'POST', body: new URLSearchParams(fields), headers: { Accept: 'text/html' } })
    asked()
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector(form.dataset.live)
    if (fresh && mine === latest) document.querySelector(form.dataset.live).replaceChildren(...fresh.childNodes)
  }
  form.addEventListener('input', () => {
    clearTimeout(pause)
    pause = setTimeout(show, 600)
  })
}

for (const form of document.querySelectorAll('form[data-submit-on-change]')) {
  form.addEventListener('change', () => form.requestSubmit())
}
