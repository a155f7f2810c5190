import './style/tokens.css'
import './style/base.css'
import { beginLoading } from './pages.ts'

// The page is not found out by the router, which would have to be there first.
beginLoading(location)
void import('./app.tsx')
