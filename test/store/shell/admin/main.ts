import { installAppFrame } from './app-frame';
import { installClock } from './clock';
import { installMenu } from './menu';

installMenu();
installClock();
installAppFrame();
