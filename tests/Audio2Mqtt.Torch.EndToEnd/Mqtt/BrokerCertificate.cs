using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Audio2Mqtt.Torch.EndToEnd.Mqtt;

/// <summary>An authority of one's own, and a certificate that it has signed, as files.</summary>
internal sealed class BrokerCertificate : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("a2m-tls-");
    private readonly X509Certificate2 authority;

    /// <summary>Makes both.</summary>
    /// <param name="end">When the broker's certificate ends; by default tomorrow.</param>
    /// <param name="host">The name in it, beside which 127.0.0.1 stands only for <c>localhost</c>.</param>
    public BrokerCertificate(DateTimeOffset? end = null, string host = "localhost")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Authority of a test", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        authority = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-30), DateTimeOffset.UtcNow.AddDays(30));
        AuthorityFile = Write("ca.pem", authority.ExportCertificatePem());
        (CertificateFile, KeyFile) = Sign("broker", host, end ?? DateTimeOffset.UtcNow.AddDays(1));
        (ClientFile, ClientKeyFile) = Sign("client", "a2m", DateTimeOffset.UtcNow.AddDays(1));
    }

    public string AuthorityFile { get; }

    public string CertificateFile { get; }

    public string KeyFile { get; }

    public string ClientFile { get; }

    public string ClientKeyFile { get; }

    public void Dispose()
    {
        authority.Dispose();
        folder.Delete(recursive: true);
    }

    private (string Certificate, string Key) Sign(string name, string host, DateTimeOffset end)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        if (host == "localhost") names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var signed = request.Create(authority, DateTimeOffset.UtcNow.AddDays(-20), end, RandomNumberGenerator.GetBytes(8));
        return (Write($"{name}.pem", signed.ExportCertificatePem()), Write($"{name}.key", key.ExportPkcs8PrivateKeyPem()));
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
