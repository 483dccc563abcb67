// Laws by protocol live here.
