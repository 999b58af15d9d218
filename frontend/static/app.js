// Nothing here is needed: every page works without it.
import { initAll } from '/govuk/govuk-frontend.min.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
initAll()

// A part of a page that tells of work in the background fetches itself again until the work is done.
const poll = async (part) => {
  const answer = await fetch(window.location.href, { headers: { Accept: 'text/html' } })
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
