import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { followDays } from './frame/newday.ts'
import { followFocus } from './frame/pagefocus.ts'
import { apply, followSettings } from './frame/settings.ts'
import { followViews } from './frame/views.ts'
import { listenToKeys } from './keyboard/pressed.ts'
import { recallMoves } from './queue/pendingmoves.ts'
import { router } from './router.tsx'

apply()
followSettings()
followViews()
followDays()
recallMoves()
listenToKeys()
followFocus(router)
createRoot(document.querySelector('#root')!).render(
  <StrictMode>
    <RouterProvider router={router} />
  </StrictMode>,
)
