"""Which packets of instances go where, in nftables' words.

Of the wires (family bridge): an instance speaks IPv4 from the address it was given and from no other. One whose ways out are cut
and one whose are open do not speak to each other, or the one would be the other's way out. Names that an instance asks for and
connections that it begins are counted there, whether they get anywhere or not. Of the machine (family ip): its
own ports are closed to instances.
"""

from localcloud.localservices import Service

METADATA = "169.254.169.254"


def rules(
    table: str, bridge: str, pool: str, gateway: str, ports: tuple[int, int], services: set[Service]
) -> str:
    """``ports``: those of API and metadata service at the gateway."""
    listed = ", ".join(f"{address} . {protocol} . {port}" for address, protocol, port in sorted(services))
    elements = f"elements = {{ {listed} }}" if listed else ""
    api, metadata = ports
    return f"""
table bridge {table} {{
    set owners {{ type ifname . ether_addr . ipv4_addr; }}
    set egress {{ type ipv4_addr; }}
    set names {{ type ipv4_addr; flags dynamic; }}
    set connections {{ type ipv4_addr; flags dynamic; }}
    chain prerouting {{
        type filter hook prerouting priority filter;
        iifname != "{bridge}*" accept
        ether type arp jump questions
        ether type ip iifname . ether saddr . ip saddr @owners jump counted
        ether type ip iifname . ether saddr . ip saddr @owners accept
        drop
    }}
    chain questions {{
        iifname . ether saddr . arp saddr ip @owners iifname . arp saddr ether . arp saddr ip @owners accept
        drop
    }}
    chain counted {{
        ip daddr {METADATA} return
        udp dport 53 update @names {{ ip saddr counter }}
        tcp flags & (syn | ack) == syn update @connections {{ ip saddr counter }}
    }}
    chain forward {{
        type filter hook forward priority filter;
        iifname != "{bridge}*" accept
        ether type arp accept
        ip saddr @egress ip daddr @egress accept
        ip saddr @egress drop
        ip daddr @egress drop
    }}
}}
table ip {table} {{
    set egress {{ type ipv4_addr; }}
    set services {{ type ipv4_addr . inet_proto . inet_service; {elements} }}
    chain prerouting {{
        type nat hook prerouting priority dstnat;
        iifname "{bridge}" ip daddr {METADATA} tcp dport 80 dnat to {gateway}:{metadata}
    }}
    chain postrouting {{
        type nat hook postrouting priority srcnat;
        ip saddr {pool} oifname != "{bridge}" masquerade
    }}
    chain forward {{
        type filter hook forward priority filter;
        iifname "{bridge}" oifname "{bridge}" accept
        iifname "{bridge}" ip saddr @egress accept
        iifname "{bridge}" reject with icmp type net-unreachable
        oifname "{bridge}" ct state established,related accept
        oifname "{bridge}" drop
    }}
    chain input {{
        type filter hook input priority filter;
        iifname != {{ "{bridge}", "lo" }} ip daddr {pool} drop
        iifname != "{bridge}" accept
        ct state established,related accept
        icmp type echo-request accept
        ip daddr {gateway} tcp dport {{ {api}, {metadata} }} accept
        ip saddr @egress ip daddr . meta l4proto . th dport @services accept
        reject with icmp type port-unreachable
    }}
}}
"""
