# The pages that all sample applications show, for those in Ruby.
require 'cgi'

module Pages
  HARDENED = ENV.fetch('SESSIONSCOPE_APP_CONFIG') == 'hardened'
  TITLES = { 'home' => 'Home', 'login' => 'Log in', 'profile' => 'Profile' }.freeze

  module_function

  def fill(name, values)
    File.read(File.join(__dir__, 'pages', "#{name}.html")).gsub(/{{(\w+)}}/) { values.fetch(Regexp.last_match(1), '') }
  end

  # One page as HTML. `csrf` is HTML, everything else is text.
  def render(name, app:, session:, error: nil, csrf: '')
    user = session['username']
    shown = { 'user' => user.to_s, 'status' => user ? "Logged in as #{user}." : 'Not logged in.',
              'colour' => session['colour'] || 'not set', 'nickname' => session['nickname'].to_s }.transform_values { CGI.escapeHTML(_1) }
    shown['csrf'] = csrf
    shown['alert'] = error ? %(<p role="alert">#{CGI.escapeHTML(error)}</p>) : ''
    nav = user.nil? ? 'nav-guest' : (HARDENED ? 'nav-user-hardened' : 'nav-user')
    fill('shell', 'app' => app, 'title' => TITLES.fetch(name), 'nav' => fill(nav, shown), 'content' => fill(name, shown))
  end
end
