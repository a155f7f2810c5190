import './style/tokens.css'
import './style/base.css'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { apply } from './frame/settings.ts'
import { listenToKeys } from './keyboard/pressed.ts'
import { router } from './router.tsx'

apply()
listenToKeys()
createRoot(document.querySelector('#root')!).render(
  <StrictMode>
    <RouterProvider router={router} />
  </StrictMode>,
)
