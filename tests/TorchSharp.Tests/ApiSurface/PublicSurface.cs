using System.Reflection;

namespace TorchSharp.Tests.ApiSurface;

/// <summary>
/// Writes what an assembly shows to others, one line per type (<c>Type ## kind : bases</c>) and per member that the type declares
/// (<c>Type :: member</c>), in the form of the official listing.
/// </summary>
internal static class PublicSurface
{
    private const BindingFlags Declared =
        BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    /// <summary>The lines of the assembly TorchSharp, whichever provider it is, in ordinal order; only of the types named, if any are.</summary>
    public static IReadOnlyList<string> OfTorchSharp(IReadOnlySet<string>? typeNames = null) =>
        Assembly.Load("TorchSharp").GetTypes()
            .Where(type => IsVisible(type) && typeNames?.Contains(TypeText.Of(type)) != false)
            .SelectMany(Of).Order(StringComparer.Ordinal).ToList();

    /// <summary>The lines of one type.</summary>
    public static IEnumerable<string> Of(Type type)
    {
        var name = TypeText.Of(type);
        return Members(type).Select(member => $"{name} :: {member}").Prepend($"{name} ## {Head(type)}");
    }

    private static bool IsVisible(Type type) =>
        type.IsPublic || ((type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem) && IsVisible(type.DeclaringType!));

    private static string Head(Type type)
    {
        var access = type.IsNestedFamily || type.IsNestedFamORAssem ? "protected " : "";
        if (type.IsEnum) return $"{access}enum : {TypeText.Of(type.GetEnumUnderlyingType())}";
        var inherited = type.DeclaringType?.GetGenericArguments().Length ?? 0;
        var constraints = ParameterText.Constraints(type.GetGenericArguments().Skip(inherited));
        if (type.IsSubclassOf(typeof(Delegate)))
        {
            var invoke = type.GetMethod("Invoke")!;
            var result = TypeText.Of(invoke.ReturnType, Annotations.Of(invoke.ReturnParameter));
            return $"{access}delegate {result} ({ParameterText.Of(invoke.GetParameters())}){constraints}";
        }
        var bases = Bases(type).ToList();
        return access + Kind(type) + (bases.Count > 0 ? " : " + string.Join(", ", bases) : "") + constraints;
    }

    private static string Kind(Type type) => type switch
    {
        { IsInterface: true } => "interface",
        { IsValueType: true } => "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    // The base class, then every interface, those of the bases too, in ordinal order.
    private static IEnumerable<string> Bases(Type type)
    {
        var interfaces = type.GetInterfaces().Where(face => face.IsVisible).Select(TypeText.Of).Order(StringComparer.Ordinal);
        return type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType)
            ? interfaces.Prepend(TypeText.Of(parent))
            : interfaces;
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsSubclassOf(typeof(Delegate))) return [];
        var fields = type.GetFields(Declared).Where(MemberText.IsVisible);
        if (type.IsEnum)
            return fields.Where(field => field.IsLiteral).Select(field => $"{field.Name} = {field.GetRawConstantValue()}");
        return fields.Select(MemberText.Of)
            .Concat(type.GetConstructors(Declared).Where(MemberText.IsVisible).Select(MemberText.Of))
            .Concat(type.GetProperties(Declared).Where(MemberText.IsVisible).Select(MemberText.Of))
            .Concat(type.GetEvents(Declared).Where(happening => MemberText.IsVisible(happening.AddMethod)).Select(MemberText.Of))
            .Concat(type.GetMethods(Declared).Where(IsListed).Select(MemberText.Of));
    }

    // Accessors are told with their property; a finalizer is nobody's to call.
    private static bool IsListed(MethodInfo method) =>
        MemberText.IsVisible(method) && method.Name != "Finalize"
        && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal));
}
