// Asks the browser for a passkey and sends what it answers with the form. Without this script the form stays hidden.

const able = window.PublicKeyCredential?.parseRequestOptionsFromJSON && window.PublicKeyCredential?.parseCreationOptionsFromJSON

for (const form of able ? document.querySelectorAll('form[data-passkey]') : []) {
  form.hidden = false
  document.querySelectorAll('[data-no-passkey]').forEach(note => { note.hidden = true })
  form.addEventListener('submit', async event => {
    event.preventDefault()
    const said = form.querySelector('[role=status]')
    said.textContent = 'Your browser asks for the passkey …'
    try {
      form.elements.credential.value = JSON.stringify(await answer(form))
      form.submit()
    } catch (refusal) {
      said.textContent = refusal.name === 'InvalidStateError'
        ? 'This device holds a passkey of this account already.'
        : 'No passkey was given. You can try again, or sign in another way.'
    }
  })
}

async function answer (form) {
  const response = await fetch(form.dataset.options, {
    method: 'POST',
    body: new URLSearchParams({ _csrf: form.elements._csrf.value })
  })
  if (!response.ok) {
    throw new Error('no challenge')
  }
  const options = await response.json()
  const credential = form.dataset.passkey === 'add'
    ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
    : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) })
  return credential.toJSON()
}
