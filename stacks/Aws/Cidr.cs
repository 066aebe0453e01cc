using System.Globalization;
using System.Net;

namespace Infra.Stacks.Aws;

/// <summary>A range of IPv4 addresses, such as <c>10.0.0.0/16</c>.</summary>
internal readonly record struct Cidr(uint Address, int Length)
{
    public static Cidr Parse(string text)
    {
        var network = IPNetwork.Parse(text);
        return new(BitConverter.ToUInt32([.. network.BaseAddress.GetAddressBytes().Reverse()]), network.PrefixLength);
    }

    /// <summary>One of the 2^<paramref name="bits"/> equal parts of this range.</summary>
    public Cidr Part(int bits, int index) => new(Address | ((uint)index << (32 - Length - bits)), Length + bits);

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Address >> 24}.{(Address >> 16) & 255}.{(Address >> 8) & 255}.{Address & 255}/{Length}");
}
