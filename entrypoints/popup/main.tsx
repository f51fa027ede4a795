import { startPage } from '../../components/ui/start-page.tsx';
import { Popup } from './popup.tsx';
import './popup.css';

startPage(<Popup />);
