using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Infra.Sandbox.Engine.Providers.Clouds;

/// <summary>The random parts of ids and outputs. The same seed throws the same, so that a creation that was killed can be gone on with.</summary>
internal sealed class Dice(string seed)
{
    int thrown;

    public static string NewSeed() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    public string Hex(int length) => Convert.ToHexStringLower(Throw())[..length];

    /// <summary>Without a leading zero: some of these are numbers.</summary>
    public string Digits(int length)
    {
        var bytes = Throw();
        return string.Create(CultureInfo.InvariantCulture, $"{1 + bytes[0] % 9}{string.Concat(bytes.Skip(1).Take(length - 1).Select(each => (char)('0' + each % 10)))}");
    }

    byte[] Throw() => SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seed} {++thrown}")));
}
